package io.jlockdep.verifier.check.predict;

import io.jlockdep.verifier.check.predict.SmallTrace.Event;
import io.jlockdep.verifier.model.Acquisition;
import io.jlockdep.verifier.model.CoverageFigures;
import io.jlockdep.verifier.model.Deadlock;
import io.jlockdep.verifier.model.DeadlockedThread;
import io.jlockdep.verifier.model.EventWait;
import io.jlockdep.verifier.model.Frame;
import io.jlockdep.verifier.model.HeldLock;
import io.jlockdep.verifier.model.How;
import io.jlockdep.verifier.model.LockClass;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.LockKind;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.RecordedThread;
import io.jlockdep.verifier.model.RecordingSummary;
import io.jlockdep.verifier.model.Signal;
import io.jlockdep.verifier.model.ThreadJoin;
import io.jlockdep.verifier.model.ThreadStart;
import io.jlockdep.verifier.model.TraceOp;
import io.jlockdep.verifier.model.Waits;
import java.util.ArrayList;
import java.util.List;

/** A {@link SmallTrace} as the agent would have recorded it, all of it. */
final class SmallModel {
  private final SmallTrace trace;
  private final int classes;
  private final List<Acquisition> acquisitions = new ArrayList<>();
  private final List<ThreadStart> starts = new ArrayList<>();
  private final List<ThreadJoin> joins = new ArrayList<>();
  private final List<EventWait> waits = new ArrayList<>();
  private final List<Signal> signals = new ArrayList<>();
  private final List<List<HeldLock>> held = new ArrayList<>();
  private final List<Acquisition> blocked = new ArrayList<>();
  private long seq;

  private SmallModel(SmallTrace trace, int classes) {
    this.trace = trace;
    this.classes = classes;
    for (int thread = 0; thread < SmallTrace.THREADS; thread++) {
      held.add(new ArrayList<>());
    }
    trace.events.forEach(this::play);
  }

  /**
   * The model.
   *
   * @param classes over so many classes the locks are spread
   * @param watched whether the watchdog saw the threads that are blocked in the end
   */
  static Model of(SmallTrace trace, int classes, boolean watched) {
    SmallModel small = new SmallModel(trace, classes);
    return new Model(
        List.of(
            new RecordingSummary(
                "small",
                1,
                1,
                true,
                1,
                "trace",
                "17",
                "Main",
                "exit",
                List.of(),
                new CoverageFigures(0, 0, 0, 0, 0, 0),
                List.of(),
                List.of())),
        List.of(),
        small.acquisitions,
        List.of(),
        small.starts,
        small.joins,
        new Waits(small.waits, small.signals, List.of()),
        watched ? small.deadlocks() : List.of(),
        List.of(),
        List.of(trace.trace(classes)),
        0,
        SmallTrace.LOCKS,
        SmallTrace.THREADS);
  }

  private void play(Event event) {
    seq += 10;
    RecordedThread self = thread(event.thread());
    List<HeldLock> own = held.get(event.thread());
    int op = event.op();
    if (TraceOp.acquires(op) || op == TraceOp.REQUEST) {
      acquire(event, self, own);
    } else if (TraceOp.releases(op)) {
      Mode mode = TraceOp.isShared(op) ? Mode.SHARED : Mode.EXCLUSIVE;
      for (int i = own.size() - 1; i >= 0; i--) {
        if (own.get(i).instance().id() == event.subject() && own.get(i).mode() == mode) {
          own.remove(i);
          break;
        }
      }
    } else if (op == TraceOp.FORK) {
      starts.add(new ThreadStart(self, seq, thread(event.subject())));
    } else if (op == TraceOp.JOIN) {
      joins.add(new ThreadJoin(self, seq, thread(event.subject())));
    } else if (op == TraceOp.SIGNAL) {
      signals.add(
          new Signal(
              self, seq, seq, "latch", channel(event), 0, 0, 0, site(event), List.of(), own));
    } else if (op == TraceOp.AWAITED) {
      waits.add(
          new EventWait(
              self,
              seq - 1,
              seq,
              "latch",
              channel(event),
              0,
              0,
              false,
              0,
              0,
              site(event),
              List.of(),
              own,
              List.of(),
              seq,
              true));
    }
  }

  private void acquire(Event event, RecordedThread self, List<HeldLock> own) {
    LockInstance lock = trace.lock(event.subject(), classes);
    Mode mode = TraceOp.isShared(event.op()) ? Mode.SHARED : Mode.EXCLUSIVE;
    How how =
        switch (event.op()) {
          case TraceOp.TRY, TraceOp.TRY_SHARED -> How.TRY;
          case TraceOp.REACQUIRE, TraceOp.REACQUIRE_SHARED -> How.REACQUIRE;
          default -> How.BLOCKING;
        };
    boolean again =
        lock.lockClass().reentrant()
            && own.stream()
                .anyMatch(
                    had ->
                        had.instance().equals(lock)
                            && (had.mode() == mode || had.mode() == Mode.EXCLUSIVE));
    Acquisition request =
        new Acquisition(
            self, seq, seq, lock, mode, how, site(event), List.of(), own, List.of(), false);
    if (!again) {
      acquisitions.add(request);
    }
    if (event.op() == TraceOp.REQUEST) {
      blocked.add(request);
    } else {
      own.add(new HeldLock(lock, mode, how, site(event), List.of(), false));
    }
  }

  /** The threads that are blocked when the trace ends, if any of them can never go on. */
  private List<Deadlock> deadlocks() {
    List<DeadlockedThread> threads = new ArrayList<>();
    for (Acquisition request : blocked) {
      List<RecordedThread> holders = new ArrayList<>();
      for (Acquisition other : blocked) {
        boolean holds =
            other.held().stream()
                .anyMatch(
                    lock ->
                        lock.instance().equals(request.instance())
                            && (lock.mode() == Mode.EXCLUSIVE || request.mode() == Mode.EXCLUSIVE));
        if (holds && !other.thread().equals(request.thread())) {
          holders.add(other.thread());
        }
      }
      threads.add(new DeadlockedThread(request, holders));
    }
    boolean cycle = true;
    while (cycle && !threads.isEmpty()) {
      List<RecordedThread> stuck = threads.stream().map(DeadlockedThread::thread).toList();
      cycle = threads.removeIf(each -> each.waitsFor().stream().noneMatch(stuck::contains));
    }
    return threads.isEmpty() ? List.of() : List.of(new Deadlock("held-locks", threads));
  }

  private static RecordedThread thread(int number) {
    return new RecordedThread(0, number, "T" + number);
  }

  private static LockInstance channel(Event event) {
    LockClass latch = new LockClass("C" + event.subject(), "field", LockKind.LOCK, true, false, "");
    return new LockInstance(0, 100 + event.subject(), latch, 0, false);
  }

  private static Frame site(Event event) {
    return Frame.named("at" + event.number());
  }
}
