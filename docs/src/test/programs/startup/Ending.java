import java.io.File;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import jdk.jfr.FlightRecorder;

/**
 * Does a little of everything that is recorded, then ends as it is told: by returning, with {@code
 * exit}, {@code halt} or {@code throw}, and, if a file is named, not before that file is there and
 * JFR has been started. With {@code vanish} it first removes the directory that is named.
 */
public class Ending {
  static final Object monitor = new Object();
  static final ReentrantLock lock = new ReentrantLock();
  static final ReentrantReadWriteLock both = new ReentrantReadWriteLock();
  static final Semaphore permits = new Semaphore(2);

  public static void main(String[] args) throws Exception {
    synchronized (monitor) {
      lock.lock();
      both.readLock().lock();
      permits.acquire();
      sync();
      permits.release();
      both.readLock().unlock();
      lock.unlock();
    }
    Thread other = new Thread(Ending::otherWay, "other \u03c9");
    other.start();
    while (other.isAlive()) {
      Thread.onSpinWait(); // one thread after the other, so that every run numbers things alike
    }
    other.join();
    if (args[0].equals("vanish")) {
      remove(Path.of(args[1]));
    } else if (args.length > 1) {
      while (!Files.exists(Path.of(args[1])) || !FlightRecorder.isInitialized()) {
        Thread.sleep(20);
      }
    }
    System.out.println("ending");
    switch (args[0]) {
      case "exit" -> System.exit(3);
      case "halt" -> Runtime.getRuntime().halt(4);
      case "throw" -> throw new IllegalStateException("as told");
      default -> {}
    }
  }

  private static void otherWay() {
    lock.lock();
    synchronized (monitor) {
      both.writeLock().lock();
      both.writeLock().unlock();
    }
    lock.unlock();
  }

  private static void remove(Path directory) throws Exception {
    for (File file : directory.toFile().listFiles()) {
      Files.deleteIfExists(file.toPath());
    }
    Files.delete(directory);
  }

  private static void sync() throws Exception {
    Path file = Files.createTempFile("ending", ".bin");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    } finally {
      Files.delete(file);
    }
  }
}
