// One thread alone takes both orders; another program need not.
// expect: lock-order warning class | SingleThread.A SingleThread.B
public class SingleThread {
  static final Object A = new Object();
  static final Object B = new Object();

  public static void main(String[] args) {
    synchronized (A) {
      synchronized (B) {
        System.out.println("forwards");
      }
    }
    synchronized (B) {
      synchronized (A) {
        System.out.println("backwards");
      }
    }
  }
}
