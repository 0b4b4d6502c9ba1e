// Runtime.halt runs no exit hooks; the recording is complete all the same.
// expect: lock-order warning class | Halted.a Halted.b
public class Halted {
  static final Object a = new Object();
  static final Object b = new Object();

  public static void main(String[] args) {
    synchronized (a) {
      synchronized (b) {
        System.out.println("a b");
      }
    }
    synchronized (b) {
      synchronized (a) {
        System.out.println("b a");
      }
    }
    Runtime.getRuntime().halt(0);
  }
}
