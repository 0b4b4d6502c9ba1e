/** Two locks, taken in both orders by two threads that happen not to meet. */
public class Bank {
  static final Object accounts = new Object();
  static final Object log = new Object();
  static volatile boolean moved;

  static void transfer() {
    synchronized (accounts) {
      synchronized (log) {
        System.out.println("moved 10 from A to B");
      }
    }
    moved = true;
  }

  static void report() {
    while (!moved) {
      Thread.onSpinWait();
    }
    synchronized (log) {
      synchronized (accounts) {
        System.out.println("one line in the log");
      }
    }
  }

  public static void main(String[] args) {
    new Thread(Bank::transfer, "transfer").start();
    new Thread(Bank::report, "report").start();
  }
}
