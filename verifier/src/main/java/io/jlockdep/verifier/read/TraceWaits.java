package io.jlockdep.verifier.read;

import io.jlockdep.verifier.model.LongIntMap;
import io.jlockdep.verifier.model.TraceOp;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * Makes signals, and ends of waits that need them, of the records about waits and tasks in a trace.
 * Where it is not recorded which signal a wait was waiting for, it is taken to need all that came
 * before its end: a reordering is never thought possible that is not.
 */
final class TraceWaits {
  private static final int EVENT = 0;
  private static final int TAKE = 1;
  private static final int PUT = 2;
  private static final int TASK = 3;
  private static final int PARK = 4;

  private final RecordedSignals recorded;
  private final TraceIntake intake;
  private final IntUnaryOperator threadNumber;
  private final LongIntMap channels = new LongIntMap();
  private final Map<Integer, Integer> runners = new HashMap<>();
  private final Map<Integer, Set<Integer>> running = new HashMap<>();
  private int nextSignal;

  /**
   * @param threadNumber the number of a thread in the trace, by its id
   */
  TraceWaits(RecordedSignals recorded, TraceIntake intake, IntUnaryOperator threadNumber) {
    this.recorded = recorded;
    this.intake = intake;
    this.threadNumber = threadNumber;
  }

  /** Takes in the signals that came before {@code seq}. */
  void upTo(long seq) {
    while (nextSignal < recorded.signals().size()
        && recorded.signals().get(nextSignal).seq() < seq) {
      RawEvents.SignalRow row = recorded.signals().get(nextSignal++);
      signal(threadNumber.applyAsInt(row.thread()), row.primitive(), row.event());
    }
  }

  void aboutToWait(int thread, int event, int site) {
    // where both sides wait for one another, as in a queue without room, each signals by coming
    String primitive = recorded.waitAt(site, event);
    if (primitive.equals("queue-put") || primitive.equals("queue")) {
      log(thread, TraceOp.SIGNAL, event, TAKE);
    }
    if (primitive.equals("queue-take") || primitive.equals("queue")) {
      log(thread, TraceOp.SIGNAL, event, PUT);
    }
  }

  void waited(int thread, int event, int site, long seq) {
    if (recorded.wasInVain(seq)) {
      return;
    }
    String primitive = recorded.waitAt(site, event);
    switch (primitive) {
      case "object-wait", "monitor", "condition", "thread-end", "thread" -> {
        // the sections of the lock that was given up, or the join, say it
      }
      case "queue-take" -> log(thread, TraceOp.AWAITED, event, TAKE);
      case "queue-put" -> log(thread, TraceOp.AWAITED, event, PUT);
      case "queue" -> {
        log(thread, TraceOp.AWAITED, event, TAKE);
        log(thread, TraceOp.AWAITED, event, PUT);
      }
      case "park" -> log(thread, TraceOp.AWAITED, 0, PARK);
      default -> {
        stillEnding(thread, event);
        log(thread, TraceOp.AWAITED, event, EVENT);
      }
    }
  }

  void signalled(int thread, int event, int site) {
    signal(thread, recorded.signalAt(site, event), event);
  }

  void submitted(int thread, int task) {
    log(thread, TraceOp.SIGNAL, task, TASK);
  }

  void begun(int thread, int task) {
    log(thread, TraceOp.AWAITED, task, TASK);
    runners.put(task, thread);
    for (int event : recorded.completedBy(task)) {
      running.computeIfAbsent(event, key -> new HashSet<>()).add(task);
    }
  }

  void ended(int thread, int task) {
    runners.remove(task);
    for (int event : recorded.completedBy(task)) {
      running.getOrDefault(event, new HashSet<>()).remove(task);
      log(thread, TraceOp.SIGNAL, event, EVENT);
    }
  }

  /** The end of a task is recorded a moment after the waiter may have gone on. */
  private void stillEnding(int waiter, int event) {
    for (int task : running.getOrDefault(event, Set.of())) {
      int runner = runners.getOrDefault(task, waiter);
      if (runner != waiter) {
        log(runner, TraceOp.SIGNAL, event, EVENT);
      }
    }
  }

  private void signal(int thread, String primitive, int event) {
    switch (primitive) {
      case "object-wait", "monitor", "condition", "thread-end", "count-begin" -> {
        // see the waits
      }
      case "queue-take" -> log(thread, TraceOp.SIGNAL, event, TAKE);
      case "queue-put" -> log(thread, TraceOp.SIGNAL, event, PUT);
      case "queue" -> {
        log(thread, TraceOp.SIGNAL, event, TAKE);
        log(thread, TraceOp.SIGNAL, event, PUT);
      }
      case "park", "thread" -> log(thread, TraceOp.SIGNAL, 0, PARK);
      default -> log(thread, TraceOp.SIGNAL, event, EVENT);
    }
  }

  private void log(int thread, int op, int subject, int kind) {
    long key = (long) subject << 3 | kind;
    int channel = channels.get(key);
    if (channel == LongIntMap.NONE) {
      channel = channels.size();
      channels.put(key, channel);
    }
    intake.relation(thread, op, channel);
  }
}
