package io.jlockdep.runtime;

/** What sort of lock a class of locks is, and whether a thread may take it again. */
enum LockKind {
  MONITOR("monitor", true),
  REENTRANT_LOCK("reentrant-lock", true),
  RW_LOCK("rw-lock", true),
  STAMPED_LOCK("stamped-lock", false),
  SEMAPHORE("semaphore", false),
  DECLARED("declared", false),
  DECLARED_REENTRANT("declared", true),
  /**
   * Any other {@code java.util.concurrent.locks.Lock}: taken to be reentrant, to be on the safe
   * side.
   */
  LOCK("lock", true);

  final String label;
  final boolean reentrant;

  LockKind(String label, boolean reentrant) {
    this.label = label;
    this.reentrant = reentrant;
  }
}
