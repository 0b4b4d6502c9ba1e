package io.jlockdep.runtime;

/** What sort of lock a class of locks is, and whether a thread may take it again. */
enum LockKind {
  MONITOR("monitor", true, false),
  REENTRANT_LOCK("reentrant-lock", true, false),
  RW_LOCK("rw-lock", true, true),
  STAMPED_LOCK("stamped-lock", false, true),
  SEMAPHORE("semaphore", false, false),
  DECLARED("declared", false, true),
  DECLARED_REENTRANT("declared", true, true),
  /**
   * Any other {@code java.util.concurrent.locks.Lock}: taken to be reentrant, to be on the safe
   * side.
   */
  LOCK("lock", true, false),
  /**
   * A lock on a file, of this process against others: the locks on all regions of one channel, of
   * which a thread may have several.
   */
  FILE_LOCK("file-lock", true, false),

  // What follows is no lock but something that is waited for.
  LATCH("latch", true, false),
  BARRIER("barrier", true, false),
  PHASER("phaser", true, false),
  EXCHANGER("exchanger", true, false),
  CONDITION("condition", true, false),
  FUTURE("future", true, false),
  QUEUE("queue", true, false),
  THREAD("thread", true, false),
  PARK("park", true, false),
  PROCESS("process", true, false),
  EXECUTOR("executor", true, false),
  COUNT("count", true, false);

  final String label;
  final boolean reentrant;

  /** Whether there may be readers, for whom it matters that somebody writes at all. */
  final boolean sharable;

  LockKind(String label, boolean reentrant, boolean sharable) {
    this.label = label;
    this.reentrant = reentrant;
    this.sharable = sharable;
  }

  /**
   * Whether an acquisition is worth a witness although nothing is held: a writer that can queue
   * between two readers makes them block one another.
   */
  boolean isQueueingWriter(int mode, int how) {
    return sharable && mode == Acquire.EXCLUSIVE && how != Acquire.TRY;
  }
}
