// Synchronized blocks in synchronized blocks, and in a synchronized method: hot enough for both compilers.
public class NestedMonitors {
  private final Object a = new Object();
  private final Object b = new Object();
  private final Object c = new Object();
  private int count;

  private int three() {
    synchronized (a) {
      synchronized (b) {
        synchronized (c) {
          return ++count;
        }
      }
    }
  }

  private synchronized int inMethod() {
    synchronized (a) {
      try {
        synchronized (b) {
          return ++count;
        }
      } finally {
        count++;
      }
    }
  }

  public static void main(String[] args) {
    NestedMonitors it = new NestedMonitors();
    for (int i = 0; i < 100_000; i++) {
      it.three();
      it.inMethod();
    }
    System.out.println(it.count);
  }
}
