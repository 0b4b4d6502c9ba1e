package io.jlockdep.verifier.read;

import io.jlockdep.verifier.model.Acquisition;
import io.jlockdep.verifier.model.HeldLock;
import io.jlockdep.verifier.model.How;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.Operation;
import io.jlockdep.verifier.model.RecordedThread;
import io.jlockdep.verifier.model.ThreadJoin;
import io.jlockdep.verifier.model.ThreadStart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Replays the trace blocks of one recording: from every acquisition and release to acquisitions
 * with what was held. Of acquisitions that are alike the first two and the last are kept.
 */
final class TraceDecoder {
  private static final int KEPT_ALIKE = 3;
  private static final int KEPT_IN_ALL = 500_000;

  private record HeldKey(LockInstance instance, Mode mode) {}

  private record Key(
      RecordedThread thread,
      LockInstance instance,
      Mode mode,
      How how,
      int site,
      List<HeldKey> held,
      List<Operation> operations) {}

  private static final class ThreadState {
    private final List<HeldLock> held = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();
  }

  private final Dictionary dictionary;
  private final Map<Key, List<Acquisition>> kept = new LinkedHashMap<>();
  private final Map<RecordedThread, ThreadState> states = new LinkedHashMap<>();
  final List<ThreadStart> starts = new ArrayList<>();
  final List<ThreadJoin> joins = new ArrayList<>();
  private long acquisitions;
  private long damagedBlocks;

  TraceDecoder(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  /** Replays one block; the blocks of a thread come in the order of their seq. */
  void replay(RawEvents.TraceRow block) {
    RecordedThread thread = dictionary.thread(block.thread());
    ThreadState state = states.computeIfAbsent(thread, key -> new ThreadState());
    Numbers numbers = new Numbers(block.data());
    long seq = block.seq();
    long time = block.time();
    for (int i = 0; i < block.count(); i++) {
      long kind = numbers.next();
      seq += numbers.next();
      time += numbers.next();
      int subject = (int) numbers.next();
      int site = (int) numbers.next();
      if (numbers.overrun()) {
        damagedBlocks++;
        return;
      }
      record(thread, state, (int) kind, seq, time, subject, site);
    }
  }

  List<Acquisition> acquisitions() {
    return kept.values().stream().flatMap(List::stream).toList();
  }

  long acquisitionCount() {
    return acquisitions;
  }

  long damagedBlocks() {
    return damagedBlocks;
  }

  private void record(
      RecordedThread thread,
      ThreadState state,
      int kind,
      long seq,
      long time,
      int subject,
      int site) {
    switch (kind) {
      case 0, 1 -> acquired(thread, state, mode(kind), How.BLOCKING, seq, time, subject, site);
      case 2, 3 -> acquired(thread, state, mode(kind), How.TRY, seq, time, subject, site);
      case 4, 5, 10 -> released(state, subject);
      case 6 -> state.operations.add(dictionary.operation(subject));
      case 7 -> ended(state, dictionary.operation(subject));
      case 8 -> starts.add(new ThreadStart(thread, seq, dictionary.thread(subject)));
      case 9 -> joins.add(new ThreadJoin(thread, seq, dictionary.thread(subject)));
      case 11, 12 ->
          acquired(thread, state, mode(kind - 11), How.REACQUIRE, seq, time, subject, site);
      default -> {
        // a kind of a later agent that keeps to this format version
      }
    }
  }

  private static Mode mode(int kind) {
    return (kind & 1) == 0 ? Mode.EXCLUSIVE : Mode.SHARED;
  }

  private void acquired(
      RecordedThread thread,
      ThreadState state,
      Mode mode,
      How how,
      long seq,
      long time,
      int instanceId,
      int site) {
    acquisitions++;
    LockInstance instance = dictionary.instance(instanceId, 0);
    Key key =
        new Key(
            thread,
            instance,
            mode,
            how,
            site,
            state.held.stream().map(h -> new HeldKey(h.instance(), h.mode())).toList(),
            List.copyOf(state.operations));
    List<Acquisition> alike =
        kept.size() < KEPT_IN_ALL
            ? kept.computeIfAbsent(key, k -> new ArrayList<>(1))
            : kept.getOrDefault(key, new ArrayList<>(1));
    Acquisition acquisition =
        new Acquisition(
            thread,
            seq,
            time,
            instance,
            mode,
            how,
            dictionary.site(site),
            List.of(),
            state.held,
            state.operations,
            true);
    if (alike.size() < KEPT_ALIKE) {
      alike.add(acquisition);
    } else {
      alike.set(KEPT_ALIKE - 1, acquisition);
    }
    if (!instance.releasedElsewhere()) {
      state.held.add(new HeldLock(instance, mode, how, dictionary.site(site), List.of(), false));
    }
  }

  /** Innermost hold first; a release of what is not held belongs to a hold of another thread. */
  private static void released(ThreadState state, int instanceId) {
    for (int i = state.held.size() - 1; i >= 0; i--) {
      if (state.held.get(i).instance().id() == instanceId) {
        state.held.remove(i);
        return;
      }
    }
  }

  private static void ended(ThreadState state, Operation operation) {
    int last = state.operations.lastIndexOf(operation);
    if (last >= 0) {
      state.operations.remove(last);
    }
  }

  /** Numbers in groups of six bits, lowest first; bit 6 says that another group follows. */
  private static final class Numbers {
    private final String data;
    private int at;

    private Numbers(String data) {
      this.data = data;
    }

    private long next() {
      long value = 0;
      int shift = 0;
      while (at < data.length()) {
        int group = data.charAt(at++);
        value |= (long) (group & 0x3f) << shift;
        if ((group & 0x40) == 0) {
          return value;
        }
        shift += 6;
      }
      at = Integer.MAX_VALUE;
      return 0;
    }

    private boolean overrun() {
      return at > data.length();
    }
  }
}
