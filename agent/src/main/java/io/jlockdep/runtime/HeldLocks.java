package io.jlockdep.runtime;

import io.jlockdep.vm.DontInline;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/** What the hooks do for one thread; its methods are called by that thread only and never throw. */
public final class HeldLocks extends HeldStack {
  /** How much of the stack the hooks take at most, in small frames. */
  static final int RESERVED_FRAMES = 24;

  static final int RECENT = 64;

  /** The entry of the monitor being entered again, if it is held already. */
  private boolean again;

  /** The lock last asked for is held already, in whatever mode. */
  private boolean owned;

  final Witnesses witnesses = new Witnesses(this);

  /** Locks and, at level {@code trace}, monitors met lately, by the identity hash. */
  @Nullable LockRef @Nullable [] recentLocks;

  @Nullable LockRef @Nullable [] recentMonitors;

  /** Concurrent maps updated lately, by the same. */
  @Nullable MapBins @Nullable [] recentMaps;

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
      asking = false;
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
        LockRef ref = monitorRef(monitor, site);
        instance = ref == null ? null : ref.instance;
        lockClass = instance == null ? site.monitorClass(key, monitor) : instance.lockClass;
      }
      boolean same = false;
      for (int i = depth - 1; i >= 0; i--) {
        Held held = entry(i);
        if (held.isMonitor && isSame(held, i, monitor, lockClass)) {
          again = true;
          site.keepObjects();
          ask(entry(i));
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
      if (same) {
        site.keepObjects();
      } else {
        site.settle(monitor, lockClass, key.byInstance);
      }
      ask(ask);
    } catch (Throwable t) {
      pending = null;
      Facts.lost(t);
    }
  }

  /** The same where the monitor has been taken just before. */
  void tookMonitor(Object monitor, int siteId) {
    takenAlready = true;
    try {
      Site.at(siteId).keepObjects();
      enteringMonitor(monitor, siteId);
    } finally {
      takenAlready = false;
    }
  }

  /**
   * Whether a monitor entry is of this very monitor. If it is short that is asked of the JVM, and
   * from now on its site keeps the object.
   */
  private boolean isSame(Held held, int index, Object monitor, int lockClass) {
    if (held.lock != null || held.lockClass != lockClass) {
      return held.lock == monitor;
    }
    Site.at(held.site).keepObjects();
    boolean same = takenAlready ? isEntryOf(held, monitor) : Thread.holdsLock(monitor);
    if (same) {
      lengthen(index, monitor);
    }
    return same;
  }

  /** Whether a short entry is of a monitor that has been entered once more by now. */
  private boolean isEntryOf(Held held, Object monitor) {
    guardOn();
    try {
      LiveMonitors.resolve(this);
      LockInstance known = held.instance;
      return known == null || known == Instances.specificMonitor(monitor, held.lockClass);
    } finally {
      guardOff();
    }
  }

  /** What was asked for in the long way, if it was a monitor, is held now. */
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
    try {
      int index = indexOfMonitor(monitor, siteId);
      if (index >= 0) {
        release(index, entry(index), 1, siteId);
      }
    } catch (Throwable t) {
      Facts.lost(t);
    }
  }

  int indexOfMonitor(Object monitor, int siteId) {
    for (int i = depth - 1; i >= 0; i--) {
      if (!isShort(words[i])) {
        Held held = entry(i);
        if (held.lock == monitor && held.isMonitor) {
          return i;
        }
      } else if (((int) words[i] & LOCK) == 0) {
        return indexOfClassed(monitor, monitorClass(monitor, siteId));
      }
    }
    return -1;
  }

  private int monitorClass(Object monitor, int siteId) {
    TypeKey key = TypeKey.of(monitor.getClass());
    if (!key.byInstance) {
      return key.lockClass;
    }
    Site site = Site.at(siteId);
    LockRef ref = monitorRef(monitor, site);
    return ref == null ? site.monitorClass(key, monitor) : ref.instance.lockClass;
  }

  // Locks

  @DontInline
  LockRef lockRef(Object lock, int siteId) {
    Site site = Site.at(siteId);
    LockRef ref = site.ref;
    if (ref != null && ref.refersTo(lock)) {
      site.settle(ref);
      return ref;
    }
    @Nullable LockRef[] recent = recentLocks;
    int place = System.identityHashCode(lock) & (RECENT - 1);
    ref = recent == null ? null : recent[place];
    if (ref != null && ref.get() == lock) {
      site.settle(ref);
      return ref;
    }
    guardOn();
    try {
      ref = Instances.lock(lock, site);
      if (recent != null) {
        recent[place] = ref;
      } else if (site.ref != null) {
        recentLocks = new @Nullable LockRef[RECENT]; // more than one lock at this site
      }
      site.ref = ref;
      return ref;
    } catch (Throwable t) {
      Facts.lost(t);
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

  /** The thread is about to block. Returns the id of the stack, if it was taken, else 0. */
  @DontInline
  int acquiring(LockRef ref, Object lock, int how, int siteId) {
    try {
      pending = null;
      asking = false;
      Held ask = ask(ref, lock, how, siteId, 0);
      return ask == null ? 0 : ask.stack;
    } catch (Throwable t) {
      pending = null;
      Facts.lost(t);
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
  @DontInline
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
        lengthen(known, lock).count += count;
        return;
      }
      Held held = how == Acquire.TRY ? ask(ref, lock, how, siteId, stack) : null;
      pending = null;
      if (known >= 0) {
        lengthen(known, lock).count += count;
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
      Facts.lost(t);
    }
  }

  @DontInline
  void releasingLock(Object lock, int siteId) {
    pending = null;
    for (int i = depth - 1; i >= 0; i--) {
      if (!isShort(words[i])) {
        Held held = entry(i);
        if (held.lock == lock && !held.isMonitor) {
          release(i, held, 1, siteId);
          return;
        }
      }
    }
    if (lock instanceof Lock && TypeKey.of(lock.getClass()).wraps) {
      return;
    }
    guardOn();
    try {
      Site site = Site.at(siteId);
      LockRef ref = site.ref;
      if (ref == null || ref.get() != lock) {
        ref = (LockRef) Instances.LOCKS.find(lock);
        site.ref = ref;
      }
      if (ref != null) {
        releaseOf(lock, ref.instance, ref.mode, 1, siteId);
      }
    } catch (Throwable t) {
      Facts.lost(t);
    } finally {
      guardOff();
    }
  }

  void releasingStamp(StampedLock lock, int mode, int siteId) {
    pending = null;
    guardOn();
    try {
      releaseOf(lock, Instances.lock(lock, Site.at(siteId)).instance, mode, 1, siteId);
    } catch (Throwable t) {
      Facts.lost(t);
    } finally {
      guardOff();
    }
  }

  void releasingPermits(Semaphore semaphore, int permits, int siteId) {
    pending = null;
    guardOn();
    try {
      LockRef ref = Instances.lock(semaphore, Site.at(siteId));
      releaseOf(semaphore, ref.instance, ref.mode, permits, siteId);
    } catch (Throwable t) {
      Facts.lost(t);
    } finally {
      guardOff();
    }
  }

  // Waiting

  @Nullable Waiting waitingIn(Object monitor, int siteId) {
    pending = null;
    int index = indexOfMonitor(monitor, siteId);
    if (index < 0 || !Thread.holdsLock(monitor)) {
      return null;
    }
    lengthen(index, monitor);
    return Waiting.begin(this, index, siteId);
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
        Object lock = held.mode == Acquire.EXCLUSIVE && !held.isMonitor ? lockOf(i, held) : null;
        if (lock != null) {
          boolean owned =
              ref != null
                  ? held.instance == ref.instance
                  : sync != null && LockViews.syncOf(lock) == sync;
          if (owned) {
            lengthen(i, lock);
            index = i;
          }
        }
      }
    } catch (Throwable t) {
      Facts.lost(t);
    } finally {
      guardOff();
    }
    return index < 0 ? null : Waiting.begin(this, index, siteId);
  }

  /**
   * Touches more of the stack than leaving will need. If it does not suffice the overflow comes
   * here, on entry, where nothing has been noted yet; a leaving hook that overflowed would leave
   * the thread inside for ever.
   */
  static int reserve(int frames) {
    return frames == 0 ? 0 : reserve(frames - 1) + 1;
  }

  // Everything else

  /** The object of an entry of a lock, if it is still there. */
  @Nullable Object lockOf(int index, Held held) {
    LockRef ref = isShort(words[index]) ? refs[index] : null;
    return ref == null ? held.lock : ref.get();
  }

  private void push(Held held) {
    LockInstance instance = held.instance;
    if (instance != null && !instance.used) {
      instance.used = true;
    }
    held.takenAt = acquisitions;
    words[depth] = LONG;
    depth++;
    if (Control.trace) {
      trace.acquired(held);
    }
    if (Control.contention) {
      Contention.acquired(this, held);
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
        && entry(depth - 1).takenAt - instance.madeAt <= 0;
  }

  /** What is known of the monitor of an object, or null. */
  private @Nullable LockRef monitorRef(Object monitor, Site site) {
    LockRef ref = site.ref;
    if (ref == null || !ref.refersTo(monitor)) {
      ref = (LockRef) Instances.MONITORS.find(monitor);
      if (ref != null) {
        site.ref = ref;
      }
    }
    if (ref != null && ref.instance.lockClass == 0) {
      ref.instance.reclass(site.monitorClass(TypeKey.of(monitor.getClass()), monitor));
    }
    return ref;
  }

  /**
   * Asks for a lock: looks at what is held, records a witness where one is due. Null if the lock is
   * held already and may be taken again.
   */
  @DontInline
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
