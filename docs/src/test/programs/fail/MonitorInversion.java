// Two threads take two monitors in opposite order, one thread after the other: it never hangs here.
// expect: lock-order warning class | MonitorInversion.A MonitorInversion.B
public class MonitorInversion {
  static final Object A = new Object();
  static final Object B = new Object();
  static int count;

  public static void main(String[] args) throws Exception {
    inOrder(MonitorInversion::forwards, MonitorInversion::backwards);
    System.out.println("count " + count);
  }

  static void forwards() {
    synchronized (A) {
      synchronized (B) {
        count++;
      }
    }
  }

  static void backwards() {
    synchronized (B) {
      synchronized (A) {
        count++;
      }
    }
  }

  static void inOrder(Runnable first, Runnable second) throws InterruptedException {
    for (Runnable body : new Runnable[] {first, second}) {
      Thread thread = new Thread(body);
      thread.start();
      thread.join();
    }
  }
}
