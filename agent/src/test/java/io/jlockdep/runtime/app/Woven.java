package io.jlockdep.runtime.app;

import io.jlockdep.runtime.ConditionHooks;
import io.jlockdep.runtime.Control;
import io.jlockdep.runtime.Hooks;
import io.jlockdep.runtime.LockHooks;
import io.jlockdep.runtime.MonitorWaitHooks;
import io.jlockdep.runtime.ReadWriteLockHooks;
import io.jlockdep.runtime.SemaphoreHooks;
import io.jlockdep.runtime.StampedLockHooks;
import io.jlockdep.runtime.StreamHooks;
import io.jlockdep.runtime.SyncHooks;
import io.jlockdep.runtime.ThreadHooks;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/**
 * A program that calls the hooks as woven code would: {@code Woven SCENARIO OUT LEVEL [halt]}. Runs
 * in a JVM of its own.
 */
public final class Woven {
  private static final String ME = "io.jlockdep.runtime.app.Woven";

  private Woven() {}

  public static void main(String[] args) throws Exception {
    boolean halt = args.length > 3 && args[3].equals("halt");
    String problem =
        Control.start(args[1], args[2].equals("trace"), halt, true, "", "", "test", "woven");
    if (problem != null) {
      System.err.println("problem: " + problem);
      System.exit(2);
    }
    Control.enable();
    Woven.class.getDeclaredMethod(args[0]).invoke(null);
    System.out.println("done");
  }

  private static int site(String method, String name) {
    return Control.sites(null, ME, new byte[0])
        .add(method, "Woven.java", 1, name, name.isEmpty() ? "" : "field");
  }

  static void nothing() {}

  /** A holds B, then B holds A, in two threads one after the other. */
  static void inversion() throws Exception {
    Object a = new Object();
    ReentrantLock b = new ReentrantLock();
    Thread first = new Thread(() -> monitorThenLock(a, b), "first");
    Thread second = new Thread(() -> lockThenMonitor(a, b), "second");
    int start = site("inversion", "");
    int join = site("inversion", "");
    ThreadHooks.start(first, start);
    ThreadHooks.join(first, join);
    ThreadHooks.start(second, start);
    ThreadHooks.join(second, join);
  }

  private static void monitorThenLock(Object a, ReentrantLock b) {
    int outer = site("monitorThenLock", ME + ".a");
    int inner = site("monitorThenLock", ME + ".b");
    var entering = Hooks.monitorEnteringAnyWay(a, outer);
    synchronized (a) {
      Hooks.monitorEntered(entering);
      try {
        LockHooks.lock(b, inner);
        LockHooks.unlock(b, inner);
      } finally {
        Hooks.monitorExitingLong(a, outer);
      }
    }
  }

  private static void lockThenMonitor(Object a, ReentrantLock b) {
    int outer = site("lockThenMonitor", ME + ".b");
    int inner = site("lockThenMonitor", ME + ".a");
    LockHooks.lock(b, outer);
    var entering = Hooks.monitorEnteringAnyWay(a, inner);
    synchronized (a) {
      Hooks.monitorEntered(entering);
      Hooks.monitorExitingLong(a, inner);
    }
    LockHooks.unlock(b, outer);
  }

  /** The file is brought up to date by one new thread after the other, with new facts in it. */
  static void checkpoints() throws Exception {
    for (int i = 0; i < 8; i++) {
      Thread next =
          new Thread(
              () -> {
                monitorThenLock(new Object(), new ReentrantLock());
                lockThenMonitor(new Object(), new ReentrantLock());
                Control.checkpoint();
              });
      next.start();
      next.join();
    }
  }

  /** The same chain ten thousand times. */
  static void known() {
    ReentrantLock a = new ReentrantLock();
    ReentrantLock b = new ReentrantLock();
    int outer = site("known", ME + ".a");
    int inner = site("known", ME + ".b");
    for (int i = 0; i < 10_000; i++) {
      LockHooks.lock(a, outer);
      LockHooks.lock(b, inner);
      LockHooks.lock(a, inner);
      LockHooks.unlock(a, inner);
      LockHooks.unlock(b, inner);
      LockHooks.unlock(a, outer);
    }
  }

  /** Read lock held, write lock of the same lock tried for a while; and a legal downgrade. */
  static void upgrade() throws Exception {
    ReentrantReadWriteLock rw = new ReentrantReadWriteLock();
    int at = site("upgrade", ME + ".rw");
    Hooks.constructed(rw, at);
    Lock write = ReadWriteLockHooks.writeLock(rw, at);
    LockHooks.lock(write, at);
    LockHooks.lock(rw.readLock(), site("upgrade", ""));
    LockHooks.unlock(write, at);
    boolean got = LockHooks.tryLock(write, 1, TimeUnit.MILLISECONDS, at);
    LockHooks.unlock(rw.readLock(), at);
    System.out.println("upgraded " + got);
  }

  /** A stamp taken twice by a reader, handed to another thread, converted, and views. */
  static void stamps() throws Exception {
    StampedLock lock = new StampedLock();
    int at = site("stamps", ME + ".stamped");
    long one = StampedLockHooks.readLock(lock, at);
    long two = StampedLockHooks.readLock(lock, at);
    StampedLockHooks.unlockRead(lock, one, at);
    Thread other = new Thread(() -> StampedLockHooks.unlockRead(lock, two, at));
    other.start();
    other.join();
    ReentrantLock inner = new ReentrantLock();
    int innerAt = site("stamps", ME + ".inner");
    LockHooks.lock(inner, innerAt);
    LockHooks.unlock(inner, innerAt);
    long optimistic = lock.tryOptimisticRead();
    long write = StampedLockHooks.tryConvertToWriteLock(lock, optimistic, at);
    LockHooks.lock(inner, innerAt);
    LockHooks.unlock(inner, innerAt);
    StampedLockHooks.unlock(lock, write, at);
    Lock view = StampedLockHooks.asReadLock(lock, at);
    LockHooks.lock(view, at);
    LockHooks.lock(inner, innerAt);
    LockHooks.unlock(inner, innerAt);
    LockHooks.unlock(view, at);
  }

  /** A mutex of one permit under which a lock is taken, and a semaphore used as a signal. */
  static void semaphores() throws Exception {
    int at = site("semaphores", ME + ".mutex");
    int signalAt = site("semaphores", ME + ".signal");
    int innerAt = site("semaphores", ME + ".inner");
    Semaphore mutex = new Semaphore(1);
    Semaphore signal = new Semaphore(0);
    Hooks.constructed(mutex, at);
    Hooks.constructed(signal, signalAt);
    ReentrantLock inner = new ReentrantLock();
    SemaphoreHooks.acquire(mutex, at);
    LockHooks.lock(inner, innerAt);
    LockHooks.unlock(inner, innerAt);
    SemaphoreHooks.release(mutex, at);
    Thread other = new Thread(() -> SemaphoreHooks.release(signal, signalAt));
    other.start();
    SemaphoreHooks.acquire(signal, signalAt);
    LockHooks.lock(inner, innerAt);
    LockHooks.unlock(inner, innerAt);
    other.join();
  }

  /** Waits under another lock, on a monitor and on a condition. */
  static void waits() throws Exception {
    Object monitor = new Object();
    ReentrantLock lock = new ReentrantLock();
    int outerAt = site("waits", ME + ".lock");
    int monitorAt = site("waits", ME + ".monitor");
    LockHooks.lock(lock, outerAt);
    Condition condition = ConditionHooks.newCondition(lock, outerAt);
    var entering = Hooks.monitorEnteringAnyWay(monitor, monitorAt);
    synchronized (monitor) {
      Hooks.monitorEntered(entering);
      MonitorWaitHooks.wait(monitor, 1L, monitorAt);
      ConditionHooks.awaitNanos(condition, 1000, outerAt);
      Hooks.monitorExitingLong(monitor, monitorAt);
    }
    LockHooks.unlock(lock, outerAt);
  }

  /** A lock of the spec file, taken again inside an operation by way of a try. */
  static void declared() {
    Latch latch = new Latch();
    int name = Control.lockName("inode_lock");
    Hooks.stored(latch, name);
    int operation = Control.operation("generic_write_sync", "io.Sync.sync");
    latch.lock();
    ReentrantLock inner = new ReentrantLock();
    int at = site("declared", ME + ".inner");
    Hooks.operationBegin(operation);
    LockHooks.lock(inner, at);
    LockHooks.unlock(inner, at);
    latch.lock();
    Hooks.operationEnd(operation);
    latch.unlock();
    latch.unlock();
    Hooks.operationBegin(operation);
    LockHooks.lock(inner, at);
    LockHooks.unlock(inner, at);
    Hooks.operationEnd(operation);
  }

  /** A lock of its own, made of a monitor, that is not looked into. */
  public static final class Latch {
    private static final String TYPE = ME + "$Latch";
    private static final int ACQUIRE =
        Control.declaration(TYPE, "lock()V", false, "exclusive", "acquire");
    private static final int RELEASE =
        Control.declaration(TYPE, "unlock()V", false, "exclusive", "release");
    private static final int AT = site("lock", "");
    private int count;

    void lock() {
      Hooks.declaredAcquiring(this, ACQUIRE);
      try {
        var entering = Hooks.monitorEnteringAnyWay(this, AT);
        synchronized (this) {
          Hooks.monitorEntered(entering);
          count++;
          Hooks.monitorExitingLong(this, AT);
        }
        Hooks.declaredAcquired(this, ACQUIRE, true);
      } finally {
        Hooks.declaredLeaving(this, ACQUIRE);
      }
    }

    void block() throws InterruptedException {
      Hooks.declaredAcquiring(this, ACQUIRE);
      try {
        synchronized (this) {
          while (count > 0) {
            wait();
          }
        }
        Hooks.declaredAcquired(this, ACQUIRE, true);
      } finally {
        Hooks.declaredLeaving(this, ACQUIRE);
      }
    }

    void unlock() {
      Hooks.declaredReleasing(this, RELEASE);
      try {
        synchronized (this) {
          count--;
        }
      } finally {
        Hooks.declaredLeaving(this, RELEASE);
      }
    }
  }

  /** Flushes of several kinds under a lock. */
  static void syncs() throws Exception {
    Path path = Files.createTempFile("woven", ".data");
    int at = site("syncs", ME + ".guard");
    ReentrantLock guard = new ReentrantLock();
    LockHooks.lock(guard, at);
    OpenOption[] options = {StandardOpenOption.WRITE, StandardOpenOption.DSYNC};
    try (FileChannel channel = SyncHooks.open(path, options, at)) {
      SyncHooks.write(channel, ByteBuffer.allocate(10), at);
      SyncHooks.write(channel, ByteBuffer.allocate(5), 10L, at);
      SyncHooks.force(channel, true, at);
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rwd")) {
      StreamHooks.opening(path.toFile(), "rwd");
      StreamHooks.constructed(file);
      SyncHooks.writeUTF(file, "abc", at);
      SyncHooks.sync(SyncHooks.getFD(file, at), at);
      SyncHooks.force(
          SyncHooks.map(SyncHooks.getChannel(file, at), FileChannel.MapMode.READ_WRITE, 0, 8, at),
          at);
    }
    LockHooks.unlock(guard, at);
    Files.delete(path);
  }

  /** Two threads, a monitor and a lock, a real deadlock. */
  static void deadlock() throws Exception {
    Object a = new Object();
    ReentrantLock b = new ReentrantLock();
    CountDownLatch both = new CountDownLatch(2);
    int monitorAt = site("holdMonitor", ME + ".a");
    int lockAt = site("holdMonitor", ME + ".b");
    int lockAt2 = site("holdLock", ME + ".b");
    int monitorAt2 = site("holdLock", ME + ".a");
    Thread left = new Thread(() -> holdMonitor(a, b, both, monitorAt, lockAt), "left");
    Thread right = new Thread(() -> holdLock(a, b, both, monitorAt2, lockAt2), "right");
    left.start();
    right.start();
    left.join();
  }

  private static void holdMonitor(Object a, Lock b, CountDownLatch both, int at, int lockAt) {
    var entering = Hooks.monitorEnteringAnyWay(a, at);
    synchronized (a) {
      Hooks.monitorEntered(entering);
      meet(both);
      LockHooks.lock(b, lockAt);
    }
  }

  private static void holdLock(Object a, Lock b, CountDownLatch both, int at, int lockAt) {
    LockHooks.lock(b, lockAt);
    meet(both);
    var entering = Hooks.monitorEnteringAnyWay(a, at);
    synchronized (a) {
      Hooks.monitorEntered(entering);
      Hooks.monitorExitingLong(a, at);
    }
  }

  private static void meet(CountDownLatch both) {
    both.countDown();
    try {
      both.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One thread waits for itself: a declared lock taken again. */
  static void selfDeadlock() throws Exception {
    Latch latch = new Latch();
    latch.lock();
    latch.block();
  }

  /** A reader waits for the owner of a lock who wants to read, behind a writer who waits. */
  static void queuedWriter() throws Exception {
    ReentrantReadWriteLock rw = new ReentrantReadWriteLock();
    ReentrantLock lock = new ReentrantLock();
    int readAt = site("queuedWriter", ME + ".rw");
    int takeAt = site("take", ME + ".rw");
    LockHooks.lock(rw.readLock(), readAt);
    Thread writer = new Thread(() -> take(rw.writeLock(), takeAt), "writer");
    writer.start();
    awaitWaiting(writer);
    Thread owner = new Thread(() -> readUnder(lock, rw.readLock()), "owner");
    owner.start();
    awaitWaiting(owner);
    LockHooks.lock(lock, readAt);
  }

  private static void readUnder(Lock lock, Lock read) {
    LockHooks.lock(lock, site("readUnder", ME + ".lock"));
    LockHooks.lock(read, site("readUnder", ME + ".rw"));
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  /** Blocked for a while, but not for ever: the owner sleeps. */
  static void slow() throws Exception {
    ReentrantLock lock = new ReentrantLock();
    int at = site("slow", ME + ".lock");
    int otherAt = site("take", ME + ".lock");
    LockHooks.lock(lock, at);
    Thread other = new Thread(() -> take(lock, otherAt), "other");
    other.start();
    Thread.sleep(3_000);
    LockHooks.unlock(lock, at);
    other.join();
  }

  private static void take(Lock lock, int at) {
    LockHooks.lock(lock, at);
    LockHooks.unlock(lock, at);
  }

  static void exitInThread() throws Exception {
    inversion();
    Thread exiting = new Thread(() -> System.exit(3));
    exiting.start();
    exiting.join();
  }

  /** An application's own hook takes locks late. */
  static void lateHook() {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    Thread.sleep(1_000);
                    inversion();
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                }));
  }

  /** Runs until it is killed, with facts from the beginning. */
  static void forever() throws Exception {
    inversion();
    System.out.println("ready");
    Thread.sleep(Long.MAX_VALUE);
  }

  /** Many short threads over one chain, virtual ones where there are any. */
  static void manyThreads() throws Exception {
    ReentrantLock a = new ReentrantLock();
    ReentrantLock b = new ReentrantLock();
    int outer = site("manyThreads", ME + ".a");
    int inner = site("manyThreads", ME + ".b");
    Runnable body =
        () -> {
          LockHooks.lock(a, outer);
          LockHooks.lock(b, inner);
          LockHooks.unlock(b, inner);
          LockHooks.unlock(a, outer);
        };
    for (int i = 0; i < 2_000; i++) {
      start(body).join();
    }
  }

  private static Thread start(Runnable body) throws Exception {
    try {
      return (Thread)
          Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, body);
    } catch (NoSuchMethodException e) {
      Thread thread = new Thread(body);
      thread.start();
      return thread;
    }
  }
}
