package io.jlockdep.runtime;

import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/** What the hooks do for one thread; its methods are called by that thread only and never throw. */
final class HeldLocks extends HeldStack {
  /** How much of the stack the hooks take at most, in small frames. */
  private static final int RESERVED_FRAMES = 24;

  /** The entry of the monitor being entered again, if it is held already. */
  private boolean again;

  /** The lock last asked for is held already, in whatever mode. */
  private boolean owned;

  final Witnesses witnesses = new Witnesses(this);

  HeldLocks(Thread thread) {
    super(thread);
  }

  /** The state of the calling thread, or null if the hook has nothing to do. */
  static @Nullable HeldLocks entering(@Nullable Object target) {
    if (!Control.on || target == null) {
      return null;
    }
    HeldLocks held = Threads.current();
    return held.quiet == 0 ? held : null;
  }

  static @Nullable HeldLocks enteringDeclared() {
    if (!Control.on) {
      return null;
    }
    HeldLocks held = Threads.current();
    return held.quiet < GUARD ? held : null;
  }

  // Monitors

  void enteringMonitor(Object monitor, int siteId) {
    try {
      pending = null;
      Site site = Site.at(siteId);
      Class<?> type = monitor.getClass();
      TypeKey key = site.type;
      if (key == null || !key.refersTo(type)) {
        key = TypeKey.of(type);
        site.type = key;
      }
      LockInstance instance = null;
      int lockClass = key.lockClass;
      if (key.byInstance) {
        instance = monitorRef(monitor, site).instance;
        lockClass = instance.lockClass;
      }
      boolean same = false;
      for (int i = depth - 1; i >= 0; i--) {
        Held held = entry(i);
        if (held.lock == monitor && held.isMonitor) {
          again = true;
          ask(held);
          return;
        }
        same |= held.lockClass == lockClass;
      }
      again = false;
      Held ask = slot();
      fill(ask, monitor, instance, true, lockClass, Acquire.EXCLUSIVE, Acquire.BLOCKING, siteId);
      if (depth != 0 || spans.key != 0) {
        witnesses.consider(ask, same, false);
      }
      ask(ask);
    } catch (Throwable t) {
      pending = null;
      Facts.lost();
    }
  }

  void enteredMonitor() {
    Held held = pending;
    if (held == null || !held.isMonitor) {
      return;
    }
    pending = null;
    acquisitions++;
    if (again) {
      held.count++;
      return;
    }
    push(held);
  }

  void exitingMonitor(Object monitor, int siteId) {
    pending = null;
    for (int i = depth - 1; i >= 0; i--) {
      Held held = entry(i);
      if (held.lock == monitor && held.isMonitor) {
        release(i, held, 1, siteId);
        return;
      }
    }
  }

  // Locks

  LockRef lockRef(Object lock, int siteId) {
    Site site = Site.at(siteId);
    LockRef ref = site.ref;
    if (ref != null && ref.refersTo(lock)) {
      return ref;
    }
    guardOn();
    try {
      ref = Instances.lock(lock, site);
      site.ref = ref;
      return ref;
    } catch (Throwable t) {
      Facts.lost();
      return LockRef.NONE;
    } finally {
      guardOff();
    }
  }

  LockRef stampedRef(StampedLock lock, int mode, int siteId) {
    LockRef ref = lockRef(lock, siteId);
    LockRef shared = ref.shared;
    return mode == Acquire.SHARED && shared != null ? shared : ref;
  }

  LockRef semaphoreRef(Semaphore semaphore, int siteId) {
    return lockRef(semaphore, siteId);
  }

  /** The thread is about to block. Returns the id of the stack, if it was taken, else 0. */
  int acquiring(LockRef ref, Object lock, int how, int siteId) {
    try {
      pending = null;
      Held ask = ask(ref, lock, how, siteId, 0);
      return ask == null ? 0 : ask.stack;
    } catch (Throwable t) {
      pending = null;
      Facts.lost();
      return 0;
    }
  }

  /** It did not get the lock. */
  void abandoned() {
    pending = null;
    waiting = false;
  }

  void acquired(LockRef ref, Object lock, int how, int siteId, int stack) {
    acquired(ref, lock, how, siteId, stack, 1);
  }

  /** The thread has the lock: {@code count} holds of it. */
  void acquired(LockRef ref, Object lock, int how, int siteId, int stack, int count) {
    try {
      Held asked = pending;
      pending = null;
      LockInstance instance = ref.instance;
      acquisitions++;
      if (asked != null
          && !owned
          && asked == slot()
          && asked.instance == instance
          && asked.lock == lock
          && asked.mode == ref.mode) {
        asked.count = count; // nothing has happened since it was asked for
        push(asked);
        return;
      }
      if (instance.isSignal()) {
        return;
      }
      int known = indexOf(instance, ref.mode);
      if (known >= 0 && how != Acquire.TRY) {
        entry(known).count += count;
        return;
      }
      Held held = how == Acquire.TRY ? ask(ref, lock, how, siteId, stack) : null;
      pending = null;
      if (known >= 0) {
        entry(known).count += count;
        return;
      }
      if (held == null) {
        held = slot();
        fill(held, lock, instance, false, instance.lockClass, ref.mode, how, siteId);
        held.stack = stack;
      }
      held.count = count;
      push(held);
    } catch (Throwable t) {
      pending = null;
      Facts.lost();
    }
  }

  void releasingLock(Object lock, int siteId) {
    pending = null;
    for (int i = depth - 1; i >= 0; i--) {
      Held held = entry(i);
      if (held.lock == lock && !held.isMonitor) {
        release(i, held, 1, siteId);
        return;
      }
    }
    guardOn();
    try {
      LockRef ref = (LockRef) Instances.LOCKS.find(lock);
      if (ref != null) {
        releaseOf(ref.instance, ref.mode, 1, siteId);
      }
    } catch (Throwable t) {
      Facts.lost();
    } finally {
      guardOff();
    }
  }

  void releasingStamp(StampedLock lock, int mode, int siteId) {
    pending = null;
    guardOn();
    try {
      releaseOf(Instances.lock(lock, Site.at(siteId)).instance, mode, 1, siteId);
    } catch (Throwable t) {
      Facts.lost();
    } finally {
      guardOff();
    }
  }

  void releasingPermits(Semaphore semaphore, int permits, int siteId) {
    pending = null;
    guardOn();
    try {
      LockRef ref = Instances.lock(semaphore, Site.at(siteId));
      releaseOf(ref.instance, ref.mode, permits, siteId);
    } catch (Throwable t) {
      Facts.lost();
    } finally {
      guardOff();
    }
  }

  // Waiting

  @Nullable Waiting waitingIn(Object monitor, int siteId) {
    pending = null;
    for (int i = depth - 1; i >= 0; i--) {
      Held held = entry(i);
      if (held.lock == monitor && held.isMonitor) {
        return Waiting.begin(this, i, siteId);
      }
    }
    return null;
  }

  @Nullable Waiting waitingOn(Condition condition, int siteId) {
    pending = null;
    guardOn();
    int index = -1;
    try {
      LockRef ref = (LockRef) Instances.LOCKS.find(condition);
      Object sync = ref != null ? null : LockViews.outer(condition);
      for (int i = depth - 1; i >= 0 && index < 0; i--) {
        Held held = entry(i);
        if (held.mode == Acquire.EXCLUSIVE && held.lock != null && !held.isMonitor) {
          boolean owned =
              ref != null
                  ? held.instance == ref.instance
                  : sync != null && LockViews.syncOf(held.lock) == sync;
          index = owned ? i : -1;
        }
      }
    } catch (Throwable t) {
      Facts.lost();
    } finally {
      guardOff();
    }
    return index < 0 ? null : Waiting.begin(this, index, siteId);
  }

  // Declared locks

  void declaredAcquiring(@Nullable Object lock, int declarationId) {
    if (quiet == 0 && lock != null) {
      reserve(RESERVED_FRAMES);
      DeclaredLocks.acquiring(this, lock, declarationId);
    }
    quiet++; // last: who fails before this is never said to leave
  }

  void declaredAcquired(@Nullable Object lock, int declarationId, boolean success) {
    if (quiet == 1 && lock != null) {
      DeclaredLocks.acquired(this, lock, declarationId, success);
    }
  }

  void declaredReleasing(@Nullable Object lock, int declarationId) {
    if (quiet == 0 && lock != null) {
      reserve(RESERVED_FRAMES);
      DeclaredLocks.releasing(this, lock, declarationId);
    }
    quiet++;
  }

  void declaredLeaving() {
    if (quiet > 0) {
      quiet--;
    }
  }

  /**
   * Touches more of the stack than leaving will need. If it does not suffice the overflow comes
   * here, on entry, where nothing has been noted yet; a leaving hook that overflowed would leave
   * the thread inside for ever.
   */
  private static int reserve(int frames) {
    return frames == 0 ? 0 : reserve(frames - 1) + 1;
  }

  // Everything else

  void constructed(Object lock, int siteId) {
    guardOn();
    try {
      LockInstance made = Instances.constructed(lock, Site.at(siteId));
      if (made != null) {
        made.maker = thread;
        made.madeAt = acquisitions;
      }
    } catch (Throwable t) {
      Facts.lost();
    } finally {
      guardOff();
    }
  }

  void stored(Object value, int lockName) {
    guardOn();
    try {
      Instances.stored(value, lockName);
    } catch (Throwable t) {
      Facts.lost();
    } finally {
      guardOff();
    }
  }

  void operationBegin(int operation) {
    reserve(RESERVED_FRAMES);
    spans.begin(operation);
    if (Control.trace) {
      trace.operation(operation, true);
    }
  }

  void operationEnd(int operation) {
    if (spans.end(operation) && Control.trace) {
      trace.operation(operation, false);
    }
  }

  /** The child may run already, but nothing has happened in this thread since {@code sequence}. */
  void starting(Thread child, int siteId, long sequence) {
    guardOn();
    try {
      ThreadFacts.started(this, child, siteId, sequence);
    } catch (Throwable t) {
      Facts.lost();
    } finally {
      guardOff();
    }
  }

  void joined(Thread child, int siteId) {
    guardOn();
    try {
      ThreadFacts.joined(this, child, siteId);
    } catch (Throwable t) {
      Facts.lost();
    } finally {
      guardOff();
    }
  }

  void synced(String kind, String path, long duration, long bytes, int siteId) {
    guardOn();
    try {
      witnesses.sync(kind, path, duration, bytes, siteId);
    } catch (Throwable t) {
      Facts.lost();
    } finally {
      guardOff();
    }
  }

  private void push(Held held) {
    LockInstance instance = held.instance;
    if (instance != null && !instance.used) {
      instance.used = true;
    }
    held.takenAt = acquisitions;
    depth++;
    if (Control.trace) {
      trace.acquired(held);
    }
  }

  /**
   * Whether nobody else can know the lock yet: this thread made it, nobody has had it, and all that
   * the thread holds it held already when it made the lock. Taking it then is no wait, and no
   * dependency.
   */
  private boolean isOursAlone(LockInstance instance) {
    return instance.maker == thread
        && instance.kind != LockKind.SEMAPHORE
        && entry(depth - 1).takenAt <= instance.madeAt;
  }

  private LockRef monitorRef(Object monitor, Site site) {
    LockRef ref = site.ref;
    if (ref == null || !ref.refersTo(monitor)) {
      guardOn();
      try {
        ref = Instances.monitor(monitor, site);
      } finally {
        guardOff();
      }
      site.ref = ref;
    }
    return ref;
  }

  /**
   * Asks for a lock: looks at what is held, records a witness where one is due. Null if the lock is
   * held already and may be taken again.
   */
  private @Nullable Held ask(LockRef ref, Object lock, int how, int siteId, int stack) {
    LockInstance instance = ref.instance;
    int lockClass = instance.lockClass;
    int mode = ref.mode;
    if (instance.isSignal()) {
      return null;
    }
    boolean same = false;
    boolean silent = false;
    owned = false;
    for (int i = depth - 1; i >= 0; i--) {
      Held held = entry(i);
      if (held.instance == instance && !held.isMonitor) {
        owned = true;
        silent |= instance.kind.reentrant && (held.mode == mode || held.mode == Acquire.EXCLUSIVE);
      }
      same |= held.lockClass == lockClass;
    }
    Held ask = slot();
    boolean noWait = depth != 0 && !instance.used && isOursAlone(instance);
    fill(ask, lock, instance, false, lockClass, mode, noWait ? Acquire.TRY : how, siteId);
    ask.stack = stack;
    if (!silent) {
      if (depth != 0 || spans.key != 0 || instance.kind.isQueueingWriter(mode, how)) {
        witnesses.consider(ask, same || owned, owned);
      }
      Site site = Site.at(siteId);
      if (ask.stack == 0 && site.stacksTaken < Site.STACKS) {
        site.stacksTaken++;
        witnesses.takeStack(ask, site);
      }
    }
    ask(ask);
    return ask;
  }
}
