package io.jlockdep.verifier.check.predict;

import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.Trace;
import io.jlockdep.verifier.model.TraceFigures;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Predicts deadlocks from the traces of a model. What it predicts follows from what was recorded:
 * the order of the events of each thread, starts and joins, locks, and memory accesses where the
 * trace has them. No prediction is reported that a replay does not confirm.
 */
public final class PredictCheck {
  /**
   * What the check found.
   *
   * @param findings all findings: those given, some of them raised, and new ones
   */
  public record Outcome(List<Finding> findings, TraceFigures figures) {}

  private PredictCheck() {}

  /**
   * Checks the traces.
   *
   * @param known findings about the lock order, which a prediction makes surer
   */
  public static Outcome check(Model model, List<Finding> known) {
    RaisedFindings raised = new RaisedFindings(model, known);
    TraceFigures figures = TraceFigures.NONE;
    for (Trace trace : model.traces()) {
      figures = figures.plus(check(trace, raised));
    }
    return new Outcome(raised.findings(), figures);
  }

  private static TraceFigures check(Trace trace, RaisedFindings raised) {
    if (!trace.lockOrder().hasCycle()) {
      return figures(trace, 0, 0, 0, 0, 0, false, 0);
    }
    if (!HeapRoom.has(TraceIndex.bytes(trace))) {
      return leftOut(trace);
    }
    try {
      return predict(trace, raised);
    } catch (OutOfMemoryError e) { // what was raised so far stood the replay
      return leftOut(trace);
    }
  }

  private static TraceFigures leftOut(Trace trace) {
    return figures(trace, 0, 0, 0, 0, 0, false, 1);
  }

  private static TraceFigures predict(Trace trace, RaisedFindings raised) {
    Predictor predictor = new Predictor(trace);
    List<Prediction> predictions = predictor.predict();
    Rounds rounds = new Rounds(predictions, predictor);
    long rejected = 0;
    List<Prediction> round;
    while (!(round = rounds.next()).isEmpty()) {
      List<Optional<List<Replay.Stuck>>> ends = Replay.of(trace, round);
      for (int i = 0; i < round.size(); i++) {
        if (ends.get(i).isPresent()) {
          rounds.stood(round.get(i));
          raised.add(trace, round.get(i), predictor.eventCounts(), ends.get(i).get());
        } else {
          rejected++;
        }
      }
    }
    if (trace.variables() > 0 || trace.channels() > 0) {
      raised.lower(trace, predictor);
    }
    long predicted = predictions.size() - rejected;
    Set<List<Integer>> places = new HashSet<>();
    predictions.forEach(each -> places.add(places(each)));
    return figures(
        trace,
        predictor.cycles(),
        predictor.patterns(),
        predicted,
        Math.min(places.size(), predicted),
        rejected,
        predictor.wasCut() || predictor.cyclesCut(),
        0);
  }

  private static TraceFigures figures(
      Trace trace,
      long cycles,
      long patterns,
      long predicted,
      long places,
      long rejected,
      boolean cut,
      long leftOut) {
    return new TraceFigures(
        trace.recorded(),
        trace.actingThreads(),
        trace.locks().size(),
        trace.variables(),
        cycles,
        patterns,
        predicted,
        places,
        rejected,
        cut,
        leftOut);
  }

  private static List<Integer> places(Prediction prediction) {
    return Arrays.stream(prediction.sites()).sorted().boxed().toList();
  }

  /**
   * Which predictions are replayed: of those about the same locks one after the other, until one
   * stands. A replay goes through the whole trace, and there may be hundreds.
   */
  private static final class Rounds {
    private final Map<List<Integer>, Deque<Prediction>> byLocks = new LinkedHashMap<>();
    private final Predictor predictor;

    private Rounds(List<Prediction> predictions, Predictor predictor) {
      this.predictor = predictor;
      for (Prediction each : predictions) {
        byLocks
            .computeIfAbsent(predictor.locks(each.pattern()), key -> new ArrayDeque<>())
            .add(each);
      }
    }

    private List<Prediction> next() {
      List<Prediction> round = new ArrayList<>();
      byLocks.values().removeIf(Deque::isEmpty);
      byLocks.values().forEach(each -> round.add(each.remove()));
      return round;
    }

    private void stood(Prediction prediction) {
      byLocks.remove(predictor.locks(prediction.pattern()));
    }
  }
}
