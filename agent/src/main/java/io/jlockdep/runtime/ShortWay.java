package io.jlockdep.runtime;

import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * The way that nearly every acquisition and release takes: of a lock that its site is known for, in
 * a chain that needs no closer look. Everything else takes the long way, in {@link HeldLocks}.
 *
 * <p>Called by the thread itself; nothing here allocates, but for the ids at level {@code trace}.
 */
final class ShortWay {
  private ShortWay() {}

  /**
   * The thread is about to enter a monitor of a class that the site is known for. Null if the long
   * way is to be taken instead: nothing has been noted then.
   */
  static @Nullable HeldLocks asking(Object monitor, int siteId) {
    SettledMonitor settled = SettledMonitor.at(siteId);
    if (settled == null || !settled.covers(monitor)) {
      return null;
    }
    HeldLocks held = Threads.atHand();
    if (held == null || !push(held, siteId, settled.link, false, settled.fresh)) {
      return null;
    }
    if (Control.trace) {
      held.ids[held.depth] = idOf(held, monitor, settled.link);
    }
    return held;
  }

  /**
   * Notes what is asked for as a short entry above those that are held.
   *
   * @param checked whether the chain must be known although nothing else is held
   * @param fresh whether nobody else can want it, so that it need not be known of a thread that is
   *     followed closely
   */
  private static boolean push(HeldLocks held, int low, int link, boolean checked, boolean fresh) {
    return push(held, low, link, 0, checked, fresh);
  }

  /**
   * @param salt what makes the key of the chain that of a chain of its own, among those known
   */
  private static boolean push(
      HeldLocks held, int low, int link, long salt, boolean checked, boolean fresh) {
    int at = held.depth;
    long[] table = held.words;
    int reasons = held.quiet | held.careful;
    if ((reasons != 0 && reasons != HeldStack.FOLLOWED) || at >= table.length) {
      return false;
    }
    long key = link;
    if (at != 0 || checked || (reasons != 0 && !fresh)) {
      key += at == 0 ? 0 : held.keys[at - 1] * Chains.FACTOR;
      if (!held.isKnown(key + salt)) {
        return false;
      }
    }
    held.keys[at] = key;
    table[at] = (long) ++held.acquisitions << 32 | low;
    held.asking = true;
    return true;
  }

  /** What was asked for in the short way is held now. */
  static void entered(HeldLocks held) {
    if (held.asking) {
      held.asking = false;
      int at = held.depth++;
      if (Control.trace) {
        held.trace.acquired(held.modeOf(at), held.ids[at], held.siteOf(at));
      }
    }
  }

  /**
   * Gives up the monitor that was entered at a site, if that is the innermost lock held.
   *
   * @param exitId the site of the exit
   */
  static boolean exited(int siteId, int exitId) {
    HeldLocks held = siteId == HeldStack.LONG ? null : Threads.atHand(); // the self-check has none
    if (held == null) {
      return false;
    }
    int top = held.depth - 1;
    if (top < 0 || (int) held.words[top] != siteId || held.quiet != 0) {
      return false;
    }
    if (Control.trace) {
      held.trace.releasing(Acquire.EXCLUSIVE, held.ids[top], exitId);
    }
    held.asking = false; // what was asked for last may have ended in an exception
    held.depth = top;
    return true;
  }

  /** The id of the instance of a monitor, from a little cache of the thread's own. */
  private static int idOf(HeldLocks held, Object monitor, int link) {
    @Nullable LockRef[] recent = held.recentMonitors;
    int place = System.identityHashCode(monitor) & (HeldLocks.RECENT - 1);
    LockRef ref = recent == null ? null : recent[place];
    return ref != null && ref.get() == monitor
        ? ref.instance.id()
        : idOf(held, monitor, link, place);
  }

  private static int idOf(HeldLocks held, Object monitor, int link, int place) {
    held.guardOn();
    try {
      return remember(held, monitor, Chains.lockClass(link), place).instance.id();
    } catch (Throwable t) {
      Facts.lost(t);
      return 0;
    } finally {
      held.guardOff();
    }
  }

  /** By what a monitor is known, from the same cache; in the guard. */
  static LockRef monitorRef(HeldLocks held, Object monitor, int lockClass) {
    @Nullable LockRef[] recent = held.recentMonitors;
    int place = System.identityHashCode(monitor) & (HeldLocks.RECENT - 1);
    LockRef ref = recent == null ? null : recent[place];
    return ref != null && ref.get() == monitor ? ref : remember(held, monitor, lockClass, place);
  }

  private static LockRef remember(HeldLocks held, Object monitor, int lockClass, int place) {
    LockRef ref = Instances.monitor(monitor, lockClass);
    @Nullable LockRef[] recent = held.recentMonitors;
    if (recent == null) {
      recent = new @Nullable LockRef[HeldLocks.RECENT];
      held.recentMonitors = recent;
    }
    recent[place] = ref;
    return ref;
  }

  /** As {@link #asking(Object, int)}, of a lock of the JDK. */
  static @Nullable HeldLocks asking(@Nullable Lock lock, int siteId) {
    Site site = Site.at(siteId);
    SettledLock settled = site.settledLock;
    if (settled == null || lock == null || !settled.refersTo(lock)) {
      return lock == null || !site.isVaried() ? null : askingRecent(lock, siteId);
    }
    HeldLocks held = Threads.atHand();
    return held != null
            && (push(held, siteId, settled.ref, settled.link, settled.hasReaders)
                || isOnceMore(held, lock))
        ? held
        : null;
  }

  /** Whether the innermost lock held is about to be taken once more, for which nobody waits. */
  private static boolean isOnceMore(HeldLocks held, Lock lock) {
    int top = held.depth - 1;
    if (top < 0 || held.quiet != 0) {
      return false;
    }
    int low = (int) held.words[top];
    LockRef ref = held.refs[top];
    if ((low & HeldStack.LOCK) == 0
        || (low & HeldStack.MORE) == HeldStack.MORE
        || ref == null
        || !ref.refersTo(lock)) {
      return false;
    }
    held.asking = false;
    held.takingOnceMore = true;
    return true;
  }

  /** The same where many locks are taken at the site, of one that the thread met lately. */
  private static @Nullable HeldLocks askingRecent(Lock lock, int siteId) {
    HeldLocks held = Threads.atHand();
    @Nullable LockRef[] recent = held == null ? null : held.recentLocks;
    if (held == null || recent == null) {
      return null;
    }
    LockRef ref = recent[System.identityHashCode(lock) & (HeldLocks.RECENT - 1)];
    return ref != null
            && ref.maySettle
            && ref.refersTo(lock)
            && (push(held, siteId, ref) || isOnceMore(held, lock))
        ? held
        : null;
  }

  /** Notes a lock as asked for, if its chain needs no closer look. */
  static boolean push(HeldLocks held, int siteId, LockRef ref) {
    return push(held, siteId, ref, ref.link(), ref.hasReaders);
  }

  private static boolean push(
      HeldLocks held, int siteId, LockRef ref, int link, boolean hasReaders) {
    return push(held, siteId | HeldStack.LOCK, link, hasReaders, false) && note(held, ref);
  }

  /** By what the lock that was just noted is found; true. */
  private static boolean note(HeldLocks held, LockRef ref) {
    int at = held.depth;
    if (held.refs[at] != ref) {
      held.refs[at] = ref; // seldom: a store of a reference costs more than all the rest
    }
    if (Control.trace) {
      held.ids[at] = ref.instance.id();
    }
    return true;
  }

  /**
   * As {@link #asking(Lock, int)}, of a thread that will not wait. No such acquisition is a
   * dependency, so that nothing need be known of the chain if nothing else is held.
   */
  static @Nullable HeldLocks trying(@Nullable Lock lock, int siteId) {
    Site site = Site.at(siteId);
    SettledLock settled = site.settledLock;
    HeldLocks held = lock == null ? null : Threads.atHand();
    if (lock == null || held == null) {
      return null;
    }
    if (settled != null && settled.refersTo(lock)) {
      return pushTried(held, siteId, settled.ref, settled.link) ? held : null;
    }
    @Nullable LockRef[] recent = site.isVaried() ? held.recentLocks : null;
    if (recent == null) {
      return null;
    }
    LockRef ref = recent[System.identityHashCode(lock) & (HeldLocks.RECENT - 1)];
    return ref != null
            && ref.maySettle
            && ref.refersTo(lock)
            && pushTried(held, siteId, ref, ref.link())
        ? held
        : null;
  }

  private static boolean pushTried(HeldLocks held, int siteId, LockRef ref, int link) {
    int low = siteId | HeldStack.LOCK | HeldStack.TRIED;
    return push(held, low, link, Chains.TRIED, false, false) && note(held, ref);
  }

  /** What was tried in the short way is held now, or it is not. */
  static void tried(HeldLocks held, boolean success) {
    if (!held.asking) {
      return;
    }
    held.asking = false;
    if (!success) {
      held.acquisitions--;
      return;
    }
    int at = held.depth++;
    if (Control.trace) {
      held.trace.acquired(held.modeOf(at) + TraceBuffer.ATTEMPT, held.ids[at], held.siteOf(at));
    }
  }

  /** What was asked for in the short way, a lock, is held now, or held once more. */
  static void locked(HeldLocks held) {
    if (held.asking) {
      entered(held);
    } else if (held.takingOnceMore) {
      held.takingOnceMore = false;
      held.words[held.depth - 1] += HeldStack.ONCE_MORE;
    }
  }

  /** Gives up a lock, if it was taken in the short way and is the innermost lock held. */
  static boolean released(@Nullable Lock lock, int siteId) {
    HeldLocks held = Threads.atHand();
    if (held == null) {
      return false;
    }
    int top = held.depth - 1;
    if (top < 0 || ((int) held.words[top] & HeldStack.LOCK) == 0 || held.quiet != 0) {
      return false;
    }
    LockRef ref = held.refs[top];
    if (ref == null || lock == null || !ref.refersTo(lock)) {
      return false;
    }
    held.asking = false;
    if (((int) held.words[top] & HeldStack.MORE) != 0) {
      held.words[top] -= HeldStack.ONCE_MORE;
      return true;
    }
    if (Control.trace) {
      held.trace.releasing(ref.mode, held.ids[top], siteId);
    }
    held.depth = top;
    return true;
  }
}
