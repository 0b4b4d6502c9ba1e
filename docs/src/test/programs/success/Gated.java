// Both orders, but always under one outer lock.
public class Gated {
  static final Object gate = new Object();
  static final Object a = new Object();
  static final Object b = new Object();

  static void both(Object outer, Object inner) {
    synchronized (gate) {
      synchronized (outer) {
        synchronized (inner) {
          System.out.println("in");
        }
      }
    }
  }

  public static void main(String[] args) throws Exception {
    inOrder(() -> both(a, b), () -> both(b, a));
  }

  static void inOrder(Runnable first, Runnable second) throws InterruptedException {
    for (Runnable body : new Runnable[] {first, second}) {
      Thread thread = new Thread(body);
      thread.start();
      thread.join();
    }
  }
}
