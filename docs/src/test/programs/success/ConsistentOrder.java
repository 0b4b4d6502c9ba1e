// Several threads, always the same order.
public class ConsistentOrder {
  static final Object A = new Object();
  static final Object B = new Object();
  static int count;

  public static void main(String[] args) throws Exception {
    Thread[] threads = new Thread[4];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          new Thread(
              () -> {
                for (int n = 0; n < 1000; n++) {
                  synchronized (A) {
                    synchronized (B) {
                      count++;
                    }
                  }
                }
              });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println(count);
  }
}
