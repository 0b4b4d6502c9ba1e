package io.jlockdep.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A thread that has asked for a lock and not got it since the watchdog last looked, as the watchdog
 * sees it: its own copy of what the thread asks for.
 */
final class StuckThread {
  final HeldLocks held;
  final Thread thread;
  final Held ask = new Held();
  final StackTraceElement[] frames;

  /** Threads that hold the lock against this one, or queue for it before. */
  final List<StuckThread> blockers = new ArrayList<>();

  /** Not known to be able to go on. */
  boolean suspected = true;

  private StuckThread(HeldLocks held, Thread thread, Held ask, StackTraceElement[] frames) {
    this.held = held;
    this.thread = thread;
    this.frames = frames;
    this.ask.copyFrom(ask);
  }

  /** The thread if it is really blocked where its hook says that it is, else null. */
  static @Nullable StuckThread of(HeldLocks held, int asked) {
    Held pending = held.pending;
    Thread thread = (Thread) held.get();
    if (pending == null || thread == null) {
      return null;
    }
    boolean waiting = held.waiting;
    if (pending.how == Acquire.TIMED || pending.how == Acquire.TRY) {
      return null;
    }
    if (!isBlocked(thread.getState(), pending, waiting)) {
      return null;
    }
    StackTraceElement[] frames = thread.getStackTrace();
    if (!isThere(frames, pending, waiting)) {
      return null;
    }
    StuckThread stuck = new StuckThread(held, thread, pending, Stacks.withoutOwn(frames));
    return held.asked == asked && held.pending == pending ? stuck : null;
  }

  /** Whether {@code other} is the lock that this thread asks for. */
  boolean asksFor(Held other) {
    return ask.isMonitor
        ? other.isMonitor && other.lock == ask.lock
        : !other.isMonitor && other.instance != null && other.instance == ask.instance;
  }

  /** Whether this thread cannot have its lock while {@code owner} holds {@code other}. */
  boolean isBlockedBy(HeldLocks owner, Held other) {
    if (!asksFor(other)) {
      return false;
    }
    LockInstance instance = ask.instance;
    if (instance == null || instance.kind == LockKind.MONITOR) {
      return owner != held;
    }
    if (instance.isSignal() || instance.isForeignReleased(other.mode)) {
      return false;
    }
    boolean stronger = other.mode == ask.mode || other.mode == Acquire.EXCLUSIVE;
    if (owner == held && instance.kind.reentrant && stronger) {
      return false;
    }
    return other.mode == Acquire.EXCLUSIVE
        || ask.mode == Acquire.EXCLUSIVE
        || instance.kind == LockKind.SEMAPHORE;
  }

  private static boolean isBlocked(Thread.State state, Held pending, boolean waiting) {
    if (waiting && pending.isMonitor) {
      return state == Thread.State.BLOCKED; // notified, or it would be waiting
    }
    return state == Thread.State.BLOCKED
        || state == Thread.State.WAITING
        || (pending.declaration != null && state == Thread.State.TIMED_WAITING);
  }

  private static boolean isThere(StackTraceElement[] frames, Held pending, boolean waiting) {
    Declaration declaration = pending.declaration;
    Site site = Site.at(pending.site);
    for (StackTraceElement frame : frames) {
      if (waiting && !pending.isMonitor) {
        if (isReacquire(frame)) {
          return true;
        }
      } else if (declaration != null) {
        if (frame.getClassName().equals(declaration.type)) {
          return true;
        }
      } else if (frame.getMethodName().equals(site.method)
          && frame.getClassName().equals(site.className)) {
        return true;
      }
    }
    return false;
  }

  /** A frame in which a condition takes its lock again (JDK 17: acquire, JDK 25: reacquire). */
  private static boolean isReacquire(StackTraceElement frame) {
    String method = frame.getMethodName();
    return frame.getClassName().startsWith("java.util.concurrent.locks.AbstractQueued")
        && (method.equals("acquire")
            || method.equals("acquireQueued")
            || method.equals("reacquire"));
  }
}
