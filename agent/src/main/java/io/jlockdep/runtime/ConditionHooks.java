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
    try {
      condition.await();
    } finally {
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
    try {
      return condition.await(time, unit);
    } finally {
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
    try {
      return condition.awaitNanos(nanos);
    } finally {
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
    try {
      return condition.awaitUntil(deadline);
    } finally {
      if (waiting != null) {
        waiting.over();
      }
    }
  }

  @Replaces(Condition.class)
  public static void awaitUninterruptibly(Condition condition, int site) {
    HeldLocks held = HeldLocks.entering(condition);
    Waiting waiting = held == null ? null : held.waitingOn(condition, site);
    try {
      condition.awaitUninterruptibly();
    } finally {
      if (waiting != null) {
        waiting.over();
      }
    }
  }
}
