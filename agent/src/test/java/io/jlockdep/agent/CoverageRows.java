package io.jlockdep.agent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that the coverage table asks for, group by group: what a JVM can block on or lock, and what
 * must not be disturbed. A row stays when no program covers it.
 */
final class CoverageRows {
  private CoverageRows() {}

  static Map<String, List<String>> byGroup() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    groups.put("Locks", LOCKS);
    groups.put("Ways to call a lock", CALLS);
    groups.put("Locks held while user code runs inside the JDK", CALLBACKS);
    groups.put("Waits and events", WAITS);
    groups.put("Tasks", TASKS);
    groups.put("Sync and IO", IO);
    groups.put("Classes of the JDK that lock themselves", JDK_CLASSES);
    groups.put("Deadlocks that happen", DEADLOCKS);
    groups.put("Virtual threads", VIRTUAL);
    groups.put("Who waits because of whom, with contention=on", CONTENTION);
    groups.put("Names", NAMES);
    groups.put("Class files, loaders and other agents", CLASS_FILES);
    groups.put("The program goes on as it would", HOST);
    return groups;
  }

  private static final List<String> LOCKS =
      List.of(
          "monitor: synchronized block",
          "monitor: synchronized method",
          "monitor: static synchronized method",
          "monitor: entered by code that is not woven, seen at wait",
          "monitor: entered by code that is not woven, held from the wait on",
          "monitor: entered by native code",
          "ReentrantLock.lock",
          "ReentrantLock.lockInterruptibly",
          "ReentrantLock.tryLock",
          "ReentrantLock.tryLock, timed",
          "ReentrantLock, fair",
          "ReentrantLock, taken again",
          "ReentrantLock, taken again and waited for",
          "ReentrantReadWriteLock.readLock",
          "ReentrantReadWriteLock.writeLock",
          "ReentrantReadWriteLock.tryLock",
          "ReentrantReadWriteLock.tryLock, timed",
          "ReentrantReadWriteLock.lockInterruptibly",
          "ReentrantReadWriteLock, downgrade",
          "ReentrantReadWriteLock, upgrade",
          "StampedLock.readLock",
          "StampedLock.writeLock",
          "StampedLock.tryOptimisticRead",
          "StampedLock.tryConvertToReadLock",
          "StampedLock.tryConvertToWriteLock",
          "StampedLock.tryConvertToOptimisticRead",
          "StampedLock.asReadLock",
          "StampedLock.asWriteLock",
          "StampedLock.asReadWriteLock",
          "StampedLock, released by another thread",
          "StampedLock, taken again by its holder",
          "own subclass of ReentrantLock",
          "own Lock made of an AbstractQueuedSynchronizer",
          "lock type declared in the spec file",
          "Semaphore.acquire",
          "Semaphore.acquireUninterruptibly",
          "Semaphore.tryAcquire",
          "Semaphore, several permits",
          "Semaphore, fair",
          "Semaphore, released by another thread",
          "FileChannel.lock",
          "FileChannel.tryLock",
          "FileLock.release",
          "class initialisation");

  private static final List<String> CONTENTION =
      List.of(
          "contention of monitors",
          "contention of ReentrantLock",
          "contention of readers and writers",
          "contention of StampedLock",
          "contention of Semaphore",
          "contention of several permits",
          "contention of a lock type declared in the spec file",
          "contention of virtual threads");

  private static final List<String> CALLS =
      List.of(
          "call of the Lock interface",
          "call by a method reference",
          "call by a lambda",
          "call by reflection",
          "call by a MethodHandle");

  private static final List<String> CALLBACKS =
      List.of(
          "ConcurrentHashMap.compute",
          "ConcurrentHashMap.computeIfAbsent",
          "ConcurrentHashMap.computeIfPresent",
          "ConcurrentHashMap.merge",
          "callback of Collections.synchronizedMap",
          "callback of Collections.synchronizedList",
          "callback of a collection that locks itself",
          "logging handler",
          "class loading");

  private static final List<String> WAITS =
      List.of(
          "Object.wait",
          "Object.notifyAll",
          "Condition.await",
          "Condition.signalAll",
          "LockSupport.park",
          "LockSupport.unpark",
          "CountDownLatch.await",
          "CountDownLatch.countDown",
          "CyclicBarrier.await",
          "Phaser.arriveAndAwaitAdvance",
          "Exchanger.exchange",
          "Semaphore as an event",
          "Future.get",
          "CompletableFuture.join",
          "ForkJoinTask.join",
          "Thread.start",
          "Thread.join",
          "BlockingQueue.put",
          "BlockingQueue.take",
          "BlockingQueue.poll, timed",
          "BlockingDeque.takeLast",
          "SynchronousQueue.put",
          "TransferQueue.transfer",
          "TransferQueue.transfer, signalled by a taker",
          "count declared in the spec file");

  private static final List<String> TASKS =
      List.of(
          "Executor.execute",
          "ExecutorService.submit",
          "ExecutorService.invokeAll",
          "ScheduledExecutorService.schedule",
          "ForkJoinPool.submit",
          "ForkJoinTask.fork",
          "CompletableFuture.supplyAsync",
          "FutureTask run by a thread",
          "Timer.schedule");

  private static final List<String> IO =
      List.of(
          "FileChannel.force",
          "FileDescriptor.sync",
          "MappedByteBuffer.force",
          "write to a channel opened DSYNC",
          "write to a stream opened SYNC",
          "write to a RandomAccessFile rwd",
          "bytes dirtied before a sync",
          "socket accept under a lock",
          "socket connect under a lock",
          "socket read under a lock",
          "file read under a lock",
          "Selector.select under a lock",
          "Thread.sleep under a lock",
          "Process.waitFor under a lock");

  private static final List<String> JDK_CLASSES =
      List.of(
          "JDK class: Vector",
          "JDK class: Stack",
          "JDK class: Hashtable",
          "JDK class: Properties",
          "JDK class: Collections.synchronizedMap",
          "JDK class: Collections.synchronizedList",
          "JDK class: Logger",
          "JDK class: Timer",
          "JDK class: PrintStream",
          "JDK class: PrintWriter",
          "JDK class: ClassLoader",
          "JDK class: BeanContextSupport",
          "JDK class: StringBuffer");

  private static final List<String> DEADLOCKS =
      List.of(
          "deadlock of monitors",
          "deadlock of one thread with itself",
          "deadlock of a monitor and a ReentrantLock",
          "deadlock inside the JDK",
          "deadlock of class initialisers",
          "deadlock of functions of a ConcurrentHashMap",
          "deadlock by Thread.join",
          "deadlock by Future.get",
          "deadlock by CompletableFuture.join",
          "deadlock by ForkJoinTask.join",
          "deadlock of a pool that waits for itself",
          "deadlock by a count declared in the spec file",
          "a count that another thread ends late is no deadlock",
          "a count that a shutdown hook ends is no deadlock");

  private static final List<String> VIRTUAL =
      List.of(
          "held locks follow a virtual thread",
          "a million virtual threads leave nothing",
          "deadlock of virtual threads",
          "the scheduler of virtual threads under load",
          "structured concurrency",
          "scoped values");

  private static final List<String> NAMES =
      List.of(
          "name: field",
          "name: declared in the spec file",
          "name: allocation site",
          "name: class of the monitor",
          "name: class object of a static method",
          "name: element of an array");

  private static final List<String> CLASS_FILES =
      List.of(
          "class files of release 8",
          "class files of release 11",
          "records, sealed types, switches",
          "hidden class runs undisturbed",
          "hidden class, locks in it",
          "class files that the agent cannot read",
          "Kotlin, Scala and Groovy",
          "another agent at the same time",
          "loader that does not delegate",
          "loaders that are let go");

  private static final List<String> HOST =
      List.of(
          "exception out of a synchronized body",
          "exception out of a function of a ConcurrentHashMap",
          "StackOverflowError inside a synchronized body",
          "StackOverflowError around a declared lock",
          "OutOfMemoryError inside a synchronized body",
          "20,000 locks held at once",
          "a lock that is null",
          "mistakes of a reflective call",
          "a flight recording of the user's own",
          "System.exit under locks",
          "SIGTERM",
          "SIGKILL after a deadlock",
          "on-deadlock=halt",
          "disk full");
}
