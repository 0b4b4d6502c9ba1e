import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Each thread writes under one lock and only reads under the other. */
public class Settings {
  static final ReentrantReadWriteLock user = new ReentrantReadWriteLock();
  static final ReentrantReadWriteLock site = new ReentrantReadWriteLock();
  static volatile boolean saved;

  static void saveUser() {
    user.writeLock().lock();
    site.readLock().lock(); // the defaults
    System.out.println("user settings saved");
    site.readLock().unlock();
    user.writeLock().unlock();
    saved = true;
  }

  static void saveSite() {
    while (!saved) {
      Thread.onSpinWait();
    }
    site.writeLock().lock();
    user.readLock().lock(); // who uses them
    System.out.println("site settings saved");
    user.readLock().unlock();
    site.writeLock().unlock();
  }

  public static void main(String[] args) {
    new Thread(Settings::saveUser, "user").start();
    new Thread(Settings::saveSite, "site").start();
  }
}
