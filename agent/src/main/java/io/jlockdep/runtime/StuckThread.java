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
  final Held ask;
  final Held[] entries;
  final StackTraceElement[] frames;

  /** Threads that hold the lock against this one, or queue for it before. */
  final List<StuckThread> blockers = new ArrayList<>();

  /** What it waits for, if that is an event and no lock. */
  @Nullable Wait wait;

  /** All blockers must be stuck, or it can go on; else one suffices. */
  boolean needsAll;

  /** Not known to be able to go on. */
  boolean suspected = true;

  private StuckThread(
      HeldLocks held, Thread thread, Held ask, Held[] entries, StackTraceElement[] frames) {
    this.held = held;
    this.thread = thread;
    this.ask = ask;
    this.entries = entries;
    this.frames = frames;
  }

  /** The thread if it is really blocked where its hook says that it is, else null. */
  static @Nullable StuckThread of(HeldLocks held, int progress) {
    Held ask = held.askedCopy();
    Thread thread = (Thread) held.get();
    if (ask == null || thread == null) {
      return null;
    }
    boolean waiting = held.waiting;
    if (ask.how == Acquire.TIMED || ask.how == Acquire.TRY) {
      return null;
    }
    if (!isBlocked(thread.getState(), ask, waiting)) {
      return null;
    }
    StackTraceElement[] frames = thread.getStackTrace();
    if (!isThere(frames, ask, waiting)) {
      return null;
    }
    StuckThread stuck =
        new StuckThread(held, thread, ask, held.snapshot(), Stacks.withoutOwn(frames));
    return held.progress() == progress ? stuck : null;
  }

  /** Whether the objects of all monitors that it holds and asks for are known. */
  boolean isResolved() {
    boolean resolved = !LiveMonitors.isUnknown(ask);
    for (Held entry : entries) {
      resolved &= !LiveMonitors.isUnknown(entry);
    }
    return resolved;
  }

  /** A thread that waits for an event. */
  static StuckThread waiting(
      HeldLocks held, Thread thread, Held event, StackTraceElement[] frames, Wait wait) {
    StuckThread stuck =
        new StuckThread(held, thread, event, held.snapshot(), Stacks.withoutOwn(frames));
    stuck.wait = wait;
    return stuck;
  }

  /** Whether {@code other} is the lock that this thread asks for. */
  boolean asksFor(Held other) {
    LockInstance wanted = ask.instance();
    return wanted != null && other.isMonitor == ask.isMonitor && other.instance() == wanted;
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
    if (state == Thread.State.RUNNABLE) {
      // So the JVM says of a thread that waits for another one to initialise a class.
      return pending.lock instanceof Class && !pending.isMonitor;
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
      } else if (site.place.isOf(frame.getClassName(), frame.getMethodName())) {
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
