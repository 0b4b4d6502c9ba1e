// release: 8
// Inner classes reach private members through synthetic accessors; lambdas; interfaces with default methods.
// expect: lock-order warning class | Java8Inversion$Inner Java8Inversion.guard
public class Java8Inversion {
  private final Object guard = new Object();
  private int count;

  interface Step {
    void run();

    default void twice() {
      run();
      run();
    }
  }

  class Inner {
    private synchronized void enter() {
      synchronized (guard) {
        count++;
      }
    }
  }

  public static void main(String[] args) throws Exception {
    Java8Inversion it = new Java8Inversion();
    Inner inner = it.new Inner();
    Step forwards = inner::enter;
    Step backwards =
        () -> {
          synchronized (it.guard) {
            inner.enter();
          }
        };
    Step outside =
        () -> {
          synchronized (it.guard) {
            synchronized (inner) {
              it.count++;
            }
          }
        };
    inOrder(forwards::twice, backwards::run);
    inOrder(forwards::run, outside::twice);
    System.out.println("count " + it.count);
  }

  static void inOrder(Runnable first, Runnable second) throws InterruptedException {
    for (Runnable body : new Runnable[] {first, second}) {
      Thread thread = new Thread(body);
      thread.start();
      thread.join();
    }
  }
}
