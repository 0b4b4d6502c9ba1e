package io.jlockdep.runtime;

import java.lang.ref.ReferenceQueue;
import org.jspecify.annotations.Nullable;

/** An object through which a lock is reached: the lock itself, one of its views, its condition. */
final class LockRef extends WeakNode {
  /** Stands for a lock that could not be looked up: it is not followed. */
  static final LockRef NONE = none();

  final LockInstance instance;

  /** In which mode locking through this object takes the lock. */
  final byte mode;

  /** Of a stamped lock, which is locked in both modes by the same object: the shared one. */
  @Nullable LockRef shared;

  /** Whether this is the exclusive side of a lock that has readers. */
  final boolean hasReaders;

  /** Whether this is a lock of the JDK itself, whose methods run no woven code. */
  final boolean maySettle;

  LockRef(Object key, LockInstance instance, int mode, @Nullable ReferenceQueue<Object> queue) {
    super(key, queue);
    this.instance = instance;
    this.mode = (byte) mode;
    this.maySettle =
        (instance.kind == LockKind.REENTRANT_LOCK || instance.kind == LockKind.RW_LOCK)
            && key.getClass().getClassLoader() == null;
    this.hasReaders = instance.kind.isQueueingWriter(mode, Acquire.BLOCKING);
  }

  /** What one acquisition through this object adds to a chain. */
  int link() {
    return Chains.link(instance.lockClass, mode);
  }

  @Override
  void gone() {
    RecentHolds recent = instance.recent;
    if (recent != null) {
      recent.gone();
    }
  }

  private static LockRef none() {
    LockInstance nothing = new LockInstance(LockKind.SEMAPHORE, "", 0, 1);
    nothing.releasedElsewhere = true;
    return new LockRef(new Object(), nothing, Acquire.EXCLUSIVE, null);
  }
}
