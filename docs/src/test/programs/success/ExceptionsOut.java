// Exceptions out of synchronized bodies and methods leave nothing held: the reversed order afterwards is no inversion.
public class ExceptionsOut {
  static final Object a = new Object();
  static final Object b = new Object();

  static synchronized void thrower(int n) {
    synchronized (a) {
      throw new IllegalStateException("n" + n);
    }
  }

  static int overflow(int n) {
    synchronized (b) {
      return overflow(n + 1) + 1;
    }
  }

  public static void main(String[] args) {
    for (int i = 0; i < 3; i++) {
      try {
        thrower(i);
      } catch (IllegalStateException e) {
        System.out.println(e.getMessage());
      }
    }
    try {
      overflow(0);
    } catch (StackOverflowError e) {
      System.out.println("overflow");
    }
    synchronized (b) {
      synchronized (a) {
        System.out.println("b then a");
      }
    }
    synchronized (ExceptionsOut.class) {
      System.out.println("class alone");
    }
    Object nothing = null;
    try {
      synchronized (nothing) {
        System.out.println("never");
      }
    } catch (NullPointerException e) {
      System.out.println("null");
    }
  }
}
