package io.jlockdep.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Who waits for a lock of a thread that is in a call that blocks. Looked at twice, as the call
 * begins and when it has returned, so that it is known of each waiter whether it waited all the
 * while. No thread reads a clock for it, and waits of those who come and go in between are not
 * seen.
 */
final class Blame {
  /** Nobody looked, or it cannot be told. */
  static final int UNKNOWN = -1;

  /** With more threads than this a look would cost too much. */
  private static final int THREADS = 1024;

  private static final HeldLocks[] NOBODY = {};

  /** When the call began for which the waiters were looked up. */
  private long start;

  private boolean known;
  private HeldLocks[] waiting = NOBODY;
  private int[] progress = {};

  /** Who waits now, and who waited already when the call began. */
  static final class Waiters {
    int now = UNKNOWN;
    int allTheWhile = UNKNOWN;
  }

  /** A call begins; {@code start} is what it will be known by. */
  static void begin(HeldLocks held, long start) {
    held.guardOn();
    try {
      Activity activity = Activity.of(held);
      Blame blame = activity.blame;
      if (blame == null) {
        blame = new Blame();
        activity.blame = blame;
      }
      HeldLocks[] found = waiters(held);
      blame.start = start;
      blame.known = found != null;
      blame.waiting = found == null ? NOBODY : found;
      blame.progress = new int[blame.waiting.length];
      for (int i = 0; i < blame.waiting.length; i++) {
        blame.progress[i] = blame.waiting[i].progress();
      }
    } catch (Throwable t) {
      Facts.lost(t);
    } finally {
      held.guardOff();
    }
  }

  /** The call that began at {@code start} has returned; in the guard. */
  static Waiters end(HeldLocks held, long start) {
    Waiters result = new Waiters();
    Activity activity = held.activity;
    Blame blame = activity == null ? null : activity.blame;
    if (blame == null || blame.start != start || !blame.known) {
      return result; // another such call lay within it
    }
    HeldLocks[] found = waiters(held);
    if (found != null) {
      result.now = found.length;
      result.allTheWhile = 0;
      for (HeldLocks waiter : found) {
        result.allTheWhile += blame.waitsSinceBegin(waiter) ? 1 : 0;
      }
    }
    blame.waiting = NOBODY;
    return result;
  }

  private boolean waitsSinceBegin(HeldLocks waiter) {
    for (int i = 0; i < waiting.length; i++) {
      if (waiting[i] == waiter) {
        return progress[i] == waiter.progress();
      }
    }
    return false;
  }

  /** The threads that ask for a lock that {@code held} holds; null if that cannot be told. */
  private static HeldLocks @Nullable [] waiters(HeldLocks held) {
    if (Threads.TABLE.size() > THREADS) {
      return null;
    }
    HeldLocks[] found = NOBODY;
    boolean resolved = false;
    for (WeakNode node : Threads.TABLE.snapshot()) {
      HeldLocks other = (HeldLocks) node;
      Held ask = other == held ? null : other.askedCopy();
      if (ask == null || !isClassHeld(held, ask)) {
        continue;
      }
      if (!resolved) {
        LiveMonitors.resolve(held);
        resolved = true;
      }
      LockInstance wanted = ask.lock == null ? ask.instance : instanceOf(ask, ask.lock);
      if (wanted == null) {
        Site.at(ask.site).keepObjects(); // the next time it will be known
        return null;
      }
      if (isHeld(held, wanted, ask.mode)) {
        HeldLocks[] more = new HeldLocks[found.length + 1];
        System.arraycopy(found, 0, more, 0, found.length);
        more[found.length] = other;
        found = more;
      }
    }
    return found;
  }

  private static @Nullable LockInstance instanceOf(Held ask, Object lock) {
    return ask.isMonitor ? Instances.specificMonitor(lock, ask.lockClass) : ask.instance;
  }

  private static boolean isClassHeld(HeldLocks held, Held ask) {
    for (int i = 0; i < held.depth; i++) {
      if (held.entry(i).lockClass == ask.lockClass) {
        return true;
      }
    }
    return false;
  }

  private static boolean isHeld(HeldLocks held, LockInstance wanted, int mode) {
    for (int i = 0; i < held.depth; i++) {
      Held entry = held.entry(i);
      if (entry.instance() == wanted
          && (mode == Acquire.EXCLUSIVE || entry.mode == Acquire.EXCLUSIVE)) {
        return true;
      }
    }
    return false;
  }
}
