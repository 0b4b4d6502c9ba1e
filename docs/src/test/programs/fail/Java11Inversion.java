// release: 11
// Nest members, var, and string concatenation by invokedynamic inside the synchronized body.
// expect: lock-order warning class | Java11Inversion$Left Java11Inversion$Right
public class Java11Inversion {
  static class Left {
    private int n;
  }

  static class Right {
    private int n;
  }

  public static void main(String[] args) throws Exception {
    var left = new Left();
    var right = new Right();
    inOrder(
        () -> {
          synchronized (left) {
            synchronized (right) {
              System.out.println("left " + left.n++ + " right " + right.n++);
            }
          }
        },
        () -> {
          synchronized (right) {
            synchronized (left) {
              System.out.println("left " + left.n++ + " right " + right.n++);
            }
          }
        });
  }

  static void inOrder(Runnable first, Runnable second) throws InterruptedException {
    for (Runnable body : new Runnable[] {first, second}) {
      Thread thread = new Thread(body);
      thread.start();
      thread.join();
    }
  }
}
