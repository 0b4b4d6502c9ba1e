package io.jlockdep.verifier.model;

/**
 * The operations of a {@link Trace}; a number each, because a trace has millions of them. Only the
 * outermost acquisition of a lock by a thread and its last release are in a trace.
 */
public final class TraceOp {
  /** The events that follow are of another thread. */
  static final int THREAD = 0;

  public static final int ACQUIRE = 1;
  public static final int ACQUIRE_SHARED = 2;

  /** Acquired without waiting for it for ever: nobody hangs in it. */
  public static final int TRY = 3;

  public static final int TRY_SHARED = 4;

  /** Acquired again after a wait; always preceded by {@link #WOKEN}. */
  public static final int REACQUIRE = 5;

  public static final int REACQUIRE_SHARED = 6;
  public static final int RELEASE = 7;
  public static final int RELEASE_SHARED = 8;
  public static final int READ = 9;
  public static final int WRITE = 10;
  public static final int FORK = 11;
  public static final int JOIN = 12;

  /** A wait gives the lock up. */
  public static final int WAIT = 13;

  /** A wait is over, and the thread goes on to ask for the lock again. */
  public static final int WOKEN = 14;

  /** The thread asked for a lock and was never seen to get it. */
  public static final int REQUEST = 15;

  /** A thread does its part to let those go on that wait on a channel. */
  public static final int SIGNAL = 16;

  /** A wait on a channel is over: all signals before it were needed. */
  public static final int AWAITED = 17;

  private TraceOp() {}

  /** Whether the thread holds the lock afterwards. */
  public static boolean acquires(int op) {
    return op >= ACQUIRE && op <= REACQUIRE_SHARED;
  }

  /** Whether the thread holds it no longer. */
  public static boolean releases(int op) {
    return op == RELEASE || op == RELEASE_SHARED || op == WAIT;
  }

  /** Whether the thread waits until it gets the lock. */
  public static boolean blocks(int op) {
    return (acquires(op) && op != TRY && op != TRY_SHARED) || op == REQUEST;
  }

  /** Of an acquisition or release: whether others may hold the lock at the same time. */
  public static boolean isShared(int op) {
    return op == ACQUIRE_SHARED
        || op == TRY_SHARED
        || op == REACQUIRE_SHARED
        || op == RELEASE_SHARED;
  }

  /** Whether a place is recorded with it. */
  static boolean hasSite(int op) {
    return acquires(op) || op == REQUEST;
  }
}
