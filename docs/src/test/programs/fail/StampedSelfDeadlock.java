// A StampedLock is not reentrant: the second writeLock() waits for its own thread for ever.
// hangs
// expect: self-deadlock error occurred | StampedSelfDeadlock.lock
import java.util.concurrent.locks.StampedLock;

public class StampedSelfDeadlock {
  private final StampedLock lock = new StampedLock();
  private int balance;

  void deposit(int amount) {
    long stamp = lock.writeLock();
    try {
      balance += amount;
      audit();
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  void audit() {
    long stamp = lock.writeLock();
    try {
      System.out.println(balance);
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  public static void main(String[] args) {
    System.out.println("hanging");
    new StampedSelfDeadlock().deposit(1);
  }
}
