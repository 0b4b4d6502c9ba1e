package io.jlockdep.runtime;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Locks that are left behind, given up by who does not have them, or replaced while they are held.
 * All of it is seldom, so that it may cost something. No method throws.
 */
final class Misuses {
  /** Of each place so many are recorded. */
  private static final int LOOKS = 8;

  private static final StackTraceElement[] NO_FRAMES = {};
  private static final Looks SEEN = new Looks(1 << 12);

  private Misuses() {}

  /** A thread has ended; what it still holds nobody else can release. */
  static void ended(HeldLocks held) {
    Thread owner = (Thread) held.get();
    try {
      Held[] entries = held.snapshot();
      for (int i = 0; i < entries.length; i++) {
        Held entry = entries[i];
        if (!entry.isMonitor) { // the JVM gives up a monitor with the frame that entered it
          left(held, owner, i, entry, entries, "held-at-thread-end");
        }
      }
    } catch (Throwable t) {
      Facts.lost(t);
    }
  }

  /** The JVM ends: what its threads hold, but for daemons, which the end may meet anywhere. */
  static void atExit() {
    for (WeakNode node : Threads.TABLE.snapshot()) {
      HeldLocks held = (HeldLocks) node;
      Thread thread = (Thread) held.get();
      if (thread == null || held.isBuried || held.depth == 0) {
        continue;
      }
      if (thread.getState() == Thread.State.TERMINATED) {
        held.isBuried = true;
        ended(held);
      } else if (!thread.isDaemon()) {
        Held[] entries = held.snapshot();
        for (int i = 0; i < entries.length; i++) {
          left(held, thread, i, entries[i], entries, "held-at-exit");
        }
      }
    }
  }

  private static void left(
      HeldLocks held, @Nullable Thread owner, int index, Held entry, Held[] entries, String rule) {
    LockInstance instance = entry.instance();
    if (held.isProbing() || instance == null || instance.isSignal()) {
      return;
    }
    if (instance.isForeignReleased(entry.mode)) {
      return;
    }
    Object lock = held.lockOf(index, entry);
    OwnedLocks.Answer answer =
        entry.isMonitor || lock == null
            ? OwnedLocks.Answer.UNKNOWN
            : OwnedLocks.isHeld(lock, instance, entry.mode, owner);
    boolean gone = lock == null && !entry.isMonitor;
    if (gone || answer == OwnedLocks.Answer.NO || !isNew(rule, instance, entry.site)) {
      return;
    }
    Facts.add(
        new MisuseFact(
            held.witnesses.viewFromOutside(NO_FRAMES, entries),
            instance,
            entry.mode,
            rule,
            "",
            answer == OwnedLocks.Answer.YES,
            entry.site,
            entry.stack != 0 ? entry.stack : Site.at(entry.site).lastStack));
  }

  /**
   * The calling thread gives up a lock that it was not seen to take; called in the guard, before
   * the call that does it.
   *
   * @param over how many holds or permits too many
   */
  static void released(
      HeldLocks held, Object lock, LockInstance instance, int mode, int over, int site) {
    if (held.isProbing()) {
      return;
    }
    String rule;
    boolean certain = true;
    switch (instance.kind) {
      case REENTRANT_LOCK:
      case RW_LOCK:
        if (OwnedLocks.isHeldHere(lock, mode)) {
          return; // taken in code that is not woven
        }
        rule = "not-held";
        break;
      case STAMPED_LOCK:
        if (OwnedLocks.isHeld(lock, instance, mode, null) != OwnedLocks.Answer.NO) {
          return; // a stamp may be handed over
        }
        rule = "not-held";
        break;
      case SEMAPHORE:
        if (((Semaphore) lock).availablePermits() + over <= instance.permits) {
          return; // permits may be given back by anybody
        }
        rule = "over-released";
        break;
      case DECLARED:
      case DECLARED_REENTRANT:
        if (!instance.used) {
          return; // taken before anybody looked
        }
        rule = isHeldByAnother(held, instance) ? "elsewhere" : "not-held";
        certain = false;
        break;
      default:
        return;
    }
    if (isNew(rule, instance, site)) {
      add(held, instance, mode, rule, "", certain, site);
    }
  }

  /**
   * A field that holds {@code old} is about to hold another object.
   *
   * @param site its lock name is the field's
   */
  static void replaced(HeldLocks held, Object old, int site) {
    held.guardOn();
    try {
      LockInstance instance = null;
      int mode = Acquire.EXCLUSIVE;
      String who = "this thread";
      if (Thread.holdsLock(old)) {
        int index = held.indexOfMonitor(old, site);
        instance = index < 0 ? null : held.lengthen(index, old).instance();
      } else if (OwnedLocks.isLocked(old)) {
        LockRef ref = (LockRef) Instances.LOCKS.find(old);
        instance = ref == null ? null : ref.instance;
        mode = OwnedLocks.isHeldHere(old, Acquire.SHARED) ? Acquire.SHARED : Acquire.EXCLUSIVE;
        if (!OwnedLocks.isHeldHere(old, mode)) {
          who = "another thread";
        }
      }
      if (instance != null && !held.isProbing() && isNew("replaced", instance, site)) {
        add(held, instance, mode, "replaced", who, true, site);
      }
    } catch (Throwable t) {
      Facts.lost(t);
    } finally {
      held.guardOff();
    }
  }

  private static void add(
      HeldLocks held,
      LockInstance instance,
      int mode,
      String rule,
      String detail,
      boolean certain,
      int site) {
    StackTraceElement[] frames = Stacks.capture();
    HeldView view = held.witnesses.view(frames);
    Facts.add(new MisuseFact(view, instance, mode, rule, detail, certain, site, Stacks.id(frames)));
  }

  private static boolean isHeldByAnother(HeldLocks own, LockInstance instance) {
    for (WeakNode node : Threads.TABLE.snapshot()) {
      if (node != own) {
        for (Held entry : ((HeldLocks) node).snapshot()) {
          if (entry.instance == instance) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean isNew(String rule, LockInstance instance, int site) {
    long key = Chains.mix(Chains.mix(rule.hashCode(), instance.lockClass), site + 1);
    synchronized (SEEN) {
      return SEEN.next(key == 0 ? 1 : key) <= LOOKS;
    }
  }
}
