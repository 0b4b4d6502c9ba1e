package io.jlockdep.runtime;

import org.jspecify.annotations.Nullable;

/**
 * A lock that a thread holds or asks for. Reused by its thread for one acquisition after another;
 * other threads (the watchdog) read it racily.
 */
final class Held {
  /** The object that was locked: a monitor, a lock or a view of one. */
  @Nullable Object lock;

  /** Null for a monitor that is classed by its runtime class, until something asks. */
  @Nullable LockInstance instance;

  boolean isMonitor;
  int lockClass;
  int mode;
  int how;
  int site;

  /** Taken at this very acquisition, else 0. */
  int stack;

  int count;

  /** Which acquisition of its thread this is; wraps around. */
  int takenAt;

  /** The word of the stack that this was made from; meaningless for an entry of its own. */
  long word;

  /**
   * While contention is measured, by {@code System.nanoTime()}: when the thread was about to ask,
   * and since when it has the lock; 0 if that is not known.
   */
  long askedAt;

  long since;

  /** Of a shared hold: where it is among the recent ones; null if it is not. */
  @Nullable HoldRing ring;

  long ticket;

  /** The declaration of a declared lock, else null. */
  @Nullable Declaration declaration;

  /** The instance, looked up if only the object is known; null if not even that. */
  @Nullable LockInstance instance() {
    if (instance == null && lock != null) {
      instance = Instances.specificMonitor(lock, lockClass);
    }
    return instance;
  }

  /** The id of the instance, given to it if it has none yet; 0 if it is not known. */
  int instanceId() {
    LockInstance known = instance();
    return known == null ? 0 : known.id();
  }

  void copyFrom(Held other) {
    lock = other.lock;
    instance = other.instance;
    isMonitor = other.isMonitor;
    lockClass = other.lockClass;
    mode = other.mode;
    how = other.how;
    site = other.site;
    stack = other.stack;
    count = other.count;
    takenAt = other.takenAt;
    word = other.word;
    declaration = other.declaration;
  }

  void clear() {
    lock = null;
    instance = null;
    declaration = null;
    ring = null;
  }
}
