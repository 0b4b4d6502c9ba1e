package io.jlockdep.runtime;

import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/** Calls of {@link Condition}: the lock is given up while the thread waits, and taken again. */
public final class ConditionHooks {
  private ConditionHooks() {}

  @Replaces(Lock.class)
  public static Condition newCondition(Lock lock, int site) {
    Condition condition = lock.newCondition();
    LockViews.seen(lock, condition, Acquire.EXCLUSIVE, site);
    return condition;
  }

  @Replaces(Condition.class)
  public static void await(Condition condition, int site) throws InterruptedException {
    HeldLocks held = HeldLocks.entering(condition);
    Waiting waiting = held == null ? null : held.waitingOn(condition, site);
    Wait wait = Wait.begin(condition, EventKind.CONDITION, Wait.UNTIMED, site);
    boolean came = false;
    try {
      condition.await();
      came = true;
    } finally {
      Wait.end(wait, came);
      if (waiting != null) {
        waiting.over();
      }
    }
  }

  @Replaces(Condition.class)
  public static boolean await(Condition condition, long time, TimeUnit unit, int site)
      throws InterruptedException {
    HeldLocks held = HeldLocks.entering(condition);
    Waiting waiting = held == null ? null : held.waitingOn(condition, site);
    Wait wait = Wait.begin(condition, EventKind.CONDITION, Wait.TIMED, site);
    boolean came = false;
    try {
      came = condition.await(time, unit);
      return came;
    } finally {
      Wait.end(wait, came);
      if (waiting != null) {
        waiting.over();
      }
    }
  }

  @Replaces(Condition.class)
  public static long awaitNanos(Condition condition, long nanos, int site)
      throws InterruptedException {
    HeldLocks held = HeldLocks.entering(condition);
    Waiting waiting = held == null ? null : held.waitingOn(condition, site);
    Wait wait = Wait.begin(condition, EventKind.CONDITION, Wait.TIMED, site);
    boolean came = false;
    try {
      long left = condition.awaitNanos(nanos);
      came = left > 0;
      return left;
    } finally {
      Wait.end(wait, came);
      if (waiting != null) {
        waiting.over();
      }
    }
  }

  @Replaces(Condition.class)
  public static boolean awaitUntil(Condition condition, Date deadline, int site)
      throws InterruptedException {
    HeldLocks held = HeldLocks.entering(condition);
    Waiting waiting = held == null ? null : held.waitingOn(condition, site);
    Wait wait = Wait.begin(condition, EventKind.CONDITION, Wait.TIMED, site);
    boolean came = false;
    try {
      came = condition.awaitUntil(deadline);
      return came;
    } finally {
      Wait.end(wait, came);
      if (waiting != null) {
        waiting.over();
      }
    }
  }

  @Replaces(Condition.class)
  public static void awaitUninterruptibly(Condition condition, int site) {
    HeldLocks held = HeldLocks.entering(condition);
    Waiting waiting = held == null ? null : held.waitingOn(condition, site);
    Wait wait = Wait.begin(condition, EventKind.CONDITION, Wait.UNTIMED, site);
    boolean came = false;
    try {
      condition.awaitUninterruptibly();
      came = true;
    } finally {
      Wait.end(wait, came);
      if (waiting != null) {
        waiting.over();
      }
    }
  }

  @Replaces(Condition.class)
  public static void signal(Condition condition, int site) {
    long sequence = Signals.before(condition, EventKind.CONDITION, site);
    condition.signal();
    Signals.given(sequence, condition, EventKind.CONDITION, site);
  }

  @Replaces(Condition.class)
  public static void signalAll(Condition condition, int site) {
    long sequence = Signals.before(condition, EventKind.CONDITION, site);
    condition.signalAll();
    Signals.given(sequence, condition, EventKind.CONDITION, site);
  }
}
