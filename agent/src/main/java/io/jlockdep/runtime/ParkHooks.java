package io.jlockdep.runtime;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Calls of {@link LockSupport}: a park waits for its blocker, or for the thread's own permit. */
public final class ParkHooks {
  private ParkHooks() {}

  private static @Nullable Wait begin(@Nullable Object blocker, boolean timed, int site) {
    Object event = blocker == null ? Thread.currentThread() : blocker;
    return Wait.begin(event, EventKind.PARK, timed, site);
  }

  @Replaces(value = LockSupport.class, isStatic = true)
  public static void park(int site) {
    Wait wait = begin(null, Wait.UNTIMED, site);
    try {
      LockSupport.park();
    } finally {
      Wait.end(wait, true);
    }
  }

  @Replaces(value = LockSupport.class, isStatic = true)
  public static void park(@Nullable Object blocker, int site) {
    Wait wait = begin(blocker, Wait.UNTIMED, site);
    try {
      LockSupport.park(blocker);
    } finally {
      Wait.end(wait, true);
    }
  }

  @Replaces(value = LockSupport.class, isStatic = true)
  public static void parkNanos(long nanos, int site) {
    Wait wait = begin(null, Wait.TIMED, site);
    try {
      LockSupport.parkNanos(nanos);
    } finally {
      Wait.end(wait, true);
    }
  }

  @Replaces(value = LockSupport.class, isStatic = true)
  public static void parkNanos(@Nullable Object blocker, long nanos, int site) {
    Wait wait = begin(blocker, Wait.TIMED, site);
    try {
      LockSupport.parkNanos(blocker, nanos);
    } finally {
      Wait.end(wait, true);
    }
  }

  @Replaces(value = LockSupport.class, isStatic = true)
  public static void parkUntil(long deadline, int site) {
    Wait wait = begin(null, Wait.TIMED, site);
    try {
      LockSupport.parkUntil(deadline);
    } finally {
      Wait.end(wait, true);
    }
  }

  @Replaces(value = LockSupport.class, isStatic = true)
  public static void parkUntil(@Nullable Object blocker, long deadline, int site) {
    Wait wait = begin(blocker, Wait.TIMED, site);
    try {
      LockSupport.parkUntil(blocker, deadline);
    } finally {
      Wait.end(wait, true);
    }
  }

  @Replaces(value = LockSupport.class, isStatic = true)
  public static void unpark(@Nullable Thread thread, int site) {
    long sequence = Signals.before(thread, EventKind.PARK, site);
    Object blocker = sequence == 0 || thread == null ? null : LockSupport.getBlocker(thread);
    LockSupport.unpark(thread);
    Signals.given(sequence, blocker == null ? thread : blocker, EventKind.PARK, thread, site);
  }
}
