// Both threads run at once; only luck (here: a spin on a flag) keeps the two orders apart.
// expect: lock-order error instance | Unordered.A Unordered.B
// expect at trace: lock-order error predicted | Unordered.A Unordered.B
public class Unordered {
  static final Object A = new Object();
  static final Object B = new Object();
  static volatile boolean turn;

  public static void main(String[] args) throws Exception {
    Thread one =
        new Thread(
            () -> {
              synchronized (A) {
                synchronized (B) {
                  System.out.println("one");
                }
              }
              turn = true;
            });
    Thread two =
        new Thread(
            () -> {
              while (!turn) {
                Thread.onSpinWait();
              }
              synchronized (B) {
                synchronized (A) {
                  System.out.println("two");
                }
              }
            });
    one.start();
    two.start();
    one.join();
    two.join();
  }
}
