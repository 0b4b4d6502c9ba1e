// Both monitors have long been taken one at a time before they meet: the instances are still known.
// expect: lock-order error instance | WarmedUp.left WarmedUp.right
// expect at trace: lock-order error predicted | WarmedUp.left WarmedUp.right
public class WarmedUp {
  private final Object left = new Object();
  private final Object right = new Object();
  private volatile boolean turn;
  private int count;

  void takeLeft(Runnable inside) {
    synchronized (left) {
      inside.run();
      count++;
    }
  }

  void takeRight(Runnable inside) {
    synchronized (right) {
      inside.run();
      count++;
    }
  }

  void one() {
    takeLeft(() -> takeRight(() -> {}));
    turn = true;
  }

  void two() {
    while (!turn) {
      Thread.onSpinWait();
    }
    takeRight(() -> takeLeft(() -> {}));
  }

  public static void main(String[] args) throws Exception {
    WarmedUp it = new WarmedUp();
    for (int i = 0; i < 100_000; i++) {
      it.takeLeft(() -> {});
      it.takeRight(() -> {});
    }
    Thread one = new Thread(it::one);
    Thread two = new Thread(it::two);
    one.start();
    two.start();
    one.join();
    two.join();
    System.out.println("count " + it.count);
  }
}
