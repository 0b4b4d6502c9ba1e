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

  /** Which acquisition of its thread this is. */
  long takenAt;

  /** Of the chain that ends here. */
  long key;

  /** The declaration of a declared lock, else null. */
  @Nullable Declaration declaration;

  /** The id of the lock object, given to it if it has none yet. */
  int instanceId() {
    LockInstance known = instance;
    if (known == null && lock != null) {
      known = Instances.specificMonitor(lock, lockClass);
      instance = known;
    }
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
    key = other.key;
    declaration = other.declaration;
  }

  void clear() {
    lock = null;
    instance = null;
    declaration = null;
  }
}
