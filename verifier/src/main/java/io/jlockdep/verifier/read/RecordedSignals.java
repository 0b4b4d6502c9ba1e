package io.jlockdep.verifier.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the events of a recording say that its trace blocks do not: with what a place waits or
 * signals, which waits ended without their event, and what the end of a task completes.
 */
final class RecordedSignals {
  private final Dictionary dictionary;
  private final Map<Integer, String> waitPlaces = new HashMap<>();
  private final Map<Integer, String> signalPlaces = new HashMap<>();
  private final Set<Long> inVain = new HashSet<>();
  private final Map<Integer, Set<Integer>> completed = new HashMap<>();
  private final List<RawEvents.SignalRow> signals;

  RecordedSignals(RawEvents raw, Dictionary dictionary) {
    this.dictionary = dictionary;
    raw.waits.values().forEach(row -> waitPlaces.put(row.site(), row.primitive()));
    raw.signals.values().forEach(row -> signalPlaces.put(row.site(), row.primitive()));
    raw.waitEnds.values().stream().filter(row -> !row.came()).forEach(row -> inVain.add(row.seq()));
    for (RawEvents.TaskRow row : raw.tasks.values()) {
      Set<Integer> events = completed.computeIfAbsent(row.task(), key -> new HashSet<>());
      events.add(row.event());
      events.add(row.executor());
      events.remove(0);
    }
    signals = new ArrayList<>(raw.signals.values());
    signals.sort(Comparator.comparingLong(RawEvents.SignalRow::seq));
  }

  /** The signals that are events of their own, by seq: a trace has some of them a moment late. */
  List<RawEvents.SignalRow> signals() {
    return signals;
  }

  /** What a wait at that place waits with; if it is not known, the kind of the event. */
  String waitAt(int site, int event) {
    return waitPlaces.getOrDefault(site, dictionary.kindOf(event));
  }

  /** The same of a signal. */
  String signalAt(int site, int event) {
    return signalPlaces.getOrDefault(site, dictionary.kindOf(event));
  }

  /** Whether the wait that ended at that seq gave up. */
  boolean wasInVain(long endSeq) {
    return inVain.contains(endSeq);
  }

  /** The instances whose waiters the end of a task serves: its future, its executor. */
  Set<Integer> completedBy(int task) {
    return completed.getOrDefault(task, Set.of());
  }
}
