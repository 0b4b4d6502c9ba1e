package io.jlockdep.verifier.check.predict;

import io.jlockdep.verifier.model.Trace;
import io.jlockdep.verifier.model.TraceOp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Runs what predictions claim, event by event, and sees whether every step could be made and
 * whether the threads hang at the end. It shares no code with what made the predictions: locks are
 * taken and released, every read must get the value that it got, every thread must have been
 * started, every join must find its thread at its end. Many claims are run side by side in one
 * walk.
 */
final class Replay {
  private static final long STATE = 8_000_000;

  /** A lock as a thread holds it, or asks for it. */
  record Hold(int lock, boolean shared, int op, int site, long event) {}

  /**
   * Where a thread stands at the end.
   *
   * @param held outermost first
   */
  record Stuck(int thread, List<Hold> held, Hold request) {}

  private final Trace trace;
  private final List<ReplayedRun> runs;
  private final int[] passed;
  private final int[] writer;
  private final int[] write;
  private final List<List<long[]>> signals = new ArrayList<>();

  private Replay(Trace trace, List<ReplayedRun> runs) {
    this.trace = trace;
    this.runs = runs;
    passed = new int[trace.threads().size()];
    writer = new int[trace.variables()];
    write = new int[trace.variables()];
    Arrays.fill(writer, -1);
    for (int channel = 0; channel < trace.channels(); channel++) {
      signals.add(new ArrayList<>());
    }
  }

  /**
   * Runs each claim.
   *
   * @return for each, where the threads of its pattern hang; empty if the claim does not hold
   */
  static List<Optional<List<Stuck>>> of(Trace trace, List<Prediction> claims) {
    int together = (int) Math.max(1, STATE / (trace.locks().size() + 1));
    List<Optional<List<Stuck>>> ends = new ArrayList<>();
    for (int from = 0; from < claims.size(); from += together) {
      List<ReplayedRun> runs = new ArrayList<>();
      for (Prediction claim : claims.subList(from, Math.min(claims.size(), from + together))) {
        runs.add(new ReplayedRun(trace, claim));
      }
      new Replay(trace, new ArrayList<>(runs)).walk();
      runs.forEach(run -> ends.add(run.end()));
    }
    return ends;
  }

  private void walk() {
    Trace.Cursor at = trace.cursor();
    long event = 0;
    while (!runs.isEmpty() && at.next()) {
      event++;
      int thread = at.thread();
      int number = passed[thread]++;
      switch (at.op()) {
        case TraceOp.READ -> read(thread, number, at.subject());
        case TraceOp.WRITE -> {
          writer[at.subject()] = thread;
          write[at.subject()] = number;
        }
        case TraceOp.FORK -> start(thread, number, at.subject());
        case TraceOp.JOIN -> join(thread, number, at.subject());
        case TraceOp.SIGNAL -> signal(thread, number, at.subject());
        case TraceOp.AWAITED -> awaited(thread, number, at.subject());
        default -> onLock(at, number, event);
      }
      boolean onALock =
          at.op() < TraceOp.READ || (at.op() > TraceOp.JOIN && at.op() < TraceOp.SIGNAL);
      if (!onALock) {
        ask(thread, number);
      }
      if ((event & 0xfff) == 0) {
        runs.removeIf(run -> run.isOver(passed));
      }
    }
  }

  /** A thread goes on with something else than a lock: it does not hang there. */
  private void ask(int thread, int number) {
    for (int i = 0; i < runs.size(); i++) {
      if (runs.get(i).isNext(thread, number)) {
        runs.get(i).ask(thread, null);
      }
    }
  }

  /** The write must be in the run too; then it is the last one before, since the order is kept. */
  private void read(int thread, int number, int variable) {
    int from = writer[variable];
    for (int i = 0; from >= 0 && i < runs.size(); i++) {
      if (runs.get(i).has(thread, number) && !runs.get(i).has(from, write[variable])) {
        runs.get(i).fail();
      }
    }
  }

  /** What the other thread does from here on needs the start. */
  private void start(int thread, int number, int child) {
    for (ReplayedRun run : runs) {
      if (run.has(child, passed[child]) && !run.has(thread, number)) {
        run.fail();
      }
    }
  }

  /** Of each thread the last signal is enough: the ones before are in a run that has it. */
  private void signal(int thread, int number, int channel) {
    List<long[]> all = signals.get(channel);
    all.removeIf(each -> each[0] == thread);
    all.add(new long[] {thread, number});
  }

  /** Every signal that came before was needed. */
  private void awaited(int thread, int number, int channel) {
    for (ReplayedRun run : runs) {
      for (long[] each : signals.get(channel)) {
        if (run.has(thread, number) && !run.has((int) each[0], (int) each[1])) {
          run.fail();
        }
      }
    }
  }

  /** All that the other thread did until here must have been done. */
  private void join(int thread, int number, int child) {
    for (ReplayedRun run : runs) {
      if (run.has(thread, number) && passed[child] > 0 && !run.has(child, passed[child] - 1)) {
        run.fail();
      }
    }
  }

  private void onLock(Trace.Cursor at, int number, long event) {
    int thread = at.thread();
    int op = at.op();
    int lock = at.subject();
    boolean releases = TraceOp.releases(op);
    boolean takes = TraceOp.acquires(op);
    boolean asks = takes || op == TraceOp.REQUEST;
    Hold hold = null; // most events are in no run, or in none that asks
    for (int i = 0; i < runs.size(); i++) {
      ReplayedRun run = runs.get(i);
      if (run.has(thread, number)) {
        if (takes) {
          hold = hold == null ? hold(at, event) : hold;
          run.take(thread, hold);
        } else {
          run.step(thread, lock, op);
        }
      } else {
        if (run.isNext(thread, number)) {
          run.ask(thread, asks ? hold(at, event) : null);
        }
        if (releases) {
          run.missRelease(lock);
        }
      }
    }
  }

  private static Hold hold(Trace.Cursor at, long event) {
    return new Hold(at.subject(), TraceOp.isShared(at.op()), at.op(), at.site(), event);
  }
}
