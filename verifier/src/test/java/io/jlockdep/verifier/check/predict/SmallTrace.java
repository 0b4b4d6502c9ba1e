package io.jlockdep.verifier.check.predict;

import io.jlockdep.verifier.model.Frame;
import io.jlockdep.verifier.model.LockClass;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.LockKind;
import io.jlockdep.verifier.model.LockOrder;
import io.jlockdep.verifier.model.RecordedThread;
import io.jlockdep.verifier.model.Trace;
import io.jlockdep.verifier.model.TraceBudget;
import io.jlockdep.verifier.model.TraceLog;
import io.jlockdep.verifier.model.TraceOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random trace of a few events that a real program could have left: locks are free when they are
 * taken, a wait is over before its lock is taken again, and so on.
 */
final class SmallTrace {
  static final int THREADS = 4;
  static final int LOCKS = 4;
  static final int VARIABLES = 2;
  static final int EVENTS = 12;
  private static final int NOBODY = -1;

  record Event(int thread, int op, int subject, int number) {}

  /** A lock that a thread holds. */
  record Hold(int lock, boolean shared) {}

  final List<Event> events = new ArrayList<>();

  /** The last lock is a semaphore with two permits. */
  final boolean semaphore;

  private final Random random;
  private final int[] counts = new int[THREADS];
  private final List<List<Hold>> held = new ArrayList<>();
  private final int[] waitsFor = new int[THREADS];
  private final boolean[] ended = new boolean[THREADS];
  private final boolean[] started = new boolean[THREADS];

  SmallTrace(Random random) {
    this.random = random;
    this.semaphore = random.nextInt(8) == 0;
    for (int thread = 0; thread < THREADS; thread++) {
      held.add(new ArrayList<>());
      waitsFor[thread] = NOBODY;
      started[thread] = thread < 2 || random.nextBoolean();
    }
    int tries = 0;
    while (events.size() < EVENTS && tries++ < 200) {
      step(random.nextInt(THREADS));
    }
  }

  boolean isLock(int lock) {
    return !semaphore || lock < LOCKS - 1;
  }

  Trace trace() {
    return trace(1);
  }

  /** The lock as the verifier knows it; lock {@code n} is of the class {@code n % classes}. */
  LockInstance lock(int lock, int classes) {
    return isLock(lock)
        ? new LockInstance(
            0,
            lock,
            new LockClass("L" + lock % classes, "field", LockKind.RW_LOCK, true, false, ""),
            0,
            false)
        : new LockInstance(
            0, lock, new LockClass("S", "field", LockKind.SEMAPHORE, false, false, ""), 2, false);
  }

  Trace trace(int classes) {
    TraceLog log = new TraceLog(new TraceBudget(1));
    LockOrder order = new LockOrder();
    List<List<Integer>> holding = new ArrayList<>();
    List<RecordedThread> threads = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      threads.add(new RecordedThread(0, thread, "T" + thread));
      holding.add(new ArrayList<>());
    }
    for (Event event : events) {
      log.add(event.thread(), event.op(), event.subject(), event.number());
      List<Integer> own = holding.get(event.thread());
      if (TraceOp.acquires(event.op())) {
        own.stream()
            .filter(lock -> lock != event.subject())
            .forEach(lock -> order.add(lock, event.subject()));
        own.add(event.subject());
      } else if (TraceOp.releases(event.op())) {
        own.remove((Integer) event.subject());
      } else if (event.op() == TraceOp.REQUEST) {
        own.forEach(lock -> order.add(lock, event.subject()));
      }
    }
    order.close(LOCKS);
    List<LockInstance> locks = new ArrayList<>();
    for (int lock = 0; lock < LOCKS; lock++) {
      locks.add(lock(lock, classes));
    }
    return new Trace(
        log,
        events.size(),
        THREADS,
        order,
        threads,
        locks,
        VARIABLES,
        number -> Frame.named("at" + number));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(semaphore ? "(last lock: 2 permits)" : "");
    for (Event event : events) {
      text.append("\n  T").append(event.thread()).append(" op ").append(event.op());
      text.append(" on ").append(event.subject());
    }
    return text.toString();
  }

  private void step(int thread) {
    if (!started[thread] || ended[thread]) {
      return;
    }
    if (waitsFor[thread] != NOBODY) {
      int lock = waitsFor[thread];
      if (isFree(thread, lock, false) && random.nextInt(3) == 0) {
        add(thread, TraceOp.WOKEN, lock);
        add(thread, TraceOp.REACQUIRE, lock);
        held.get(thread).add(new Hold(lock, false));
        waitsFor[thread] = NOBODY;
      }
      return;
    }
    int choice = random.nextInt(100);
    if (choice < 55) {
      acquire(thread);
    } else if (choice < 80) {
      release(thread);
    } else if (choice < 90) {
      add(thread, random.nextBoolean() ? TraceOp.READ : TraceOp.WRITE, random.nextInt(VARIABLES));
    } else {
      rare(thread);
    }
  }

  private void acquire(int thread) {
    int lock = random.nextInt(LOCKS);
    boolean shared = random.nextInt(5) == 0;
    List<Hold> own = held.get(thread);
    boolean exclusively = own.contains(new Hold(lock, false));
    boolean readOnly = own.contains(new Hold(lock, true)) && !exclusively;
    if (readOnly && !shared && isLock(lock)) {
      return; // an upgrade never gets the lock
    }
    boolean tries = random.nextInt(6) == 0;
    if (!isFree(thread, lock, shared)) {
      if (random.nextInt(4) == 0 && !own.contains(new Hold(lock, true)) && isLock(lock)) {
        add(thread, TraceOp.REQUEST, lock);
        ended[thread] = true;
      }
      return;
    }
    int op =
        tries
            ? (shared ? TraceOp.TRY_SHARED : TraceOp.TRY)
            : (shared ? TraceOp.ACQUIRE_SHARED : TraceOp.ACQUIRE);
    add(thread, op, lock);
    own.add(new Hold(lock, shared));
  }

  private boolean isFree(int thread, int lock, boolean shared) {
    if (!isLock(lock)) {
      return held.stream().flatMap(List::stream).filter(hold -> hold.lock() == lock).count() < 2;
    }
    for (int other = 0; other < THREADS; other++) {
      for (Hold hold : held.get(other)) {
        if (other != thread && hold.lock() == lock && !(hold.shared() && shared)) {
          return false;
        }
      }
    }
    return true;
  }

  private void release(int thread) {
    List<Hold> own = held.get(thread);
    if (!own.isEmpty()) {
      int at = random.nextInt(3) == 0 ? random.nextInt(own.size()) : own.size() - 1;
      Hold hold = own.remove(at);
      add(thread, hold.shared() ? TraceOp.RELEASE_SHARED : TraceOp.RELEASE, hold.lock());
    }
  }

  private void rare(int thread) {
    List<Hold> own = held.get(thread);
    if (random.nextInt(3) == 0) {
      add(thread, random.nextBoolean() ? TraceOp.SIGNAL : TraceOp.AWAITED, random.nextInt(2));
      return;
    }
    if (random.nextBoolean() && !own.isEmpty()) {
      Hold last = own.get(own.size() - 1);
      long times = own.stream().filter(hold -> hold.lock() == last.lock()).count();
      if (!last.shared() && times == 1 && isLock(last.lock())) {
        own.remove(own.size() - 1);
        add(thread, TraceOp.WAIT, last.lock());
        waitsFor[thread] = last.lock();
      }
      return;
    }
    int other = random.nextInt(THREADS);
    if (!started[other]) {
      started[other] = true;
      add(thread, TraceOp.FORK, other);
    } else if (other != thread && waitsFor[other] == NOBODY && !ended[other]) {
      ended[other] = true;
      add(thread, TraceOp.JOIN, other);
    }
  }

  private void add(int thread, int op, int subject) {
    events.add(new Event(thread, op, subject, counts[thread]++));
  }
}
