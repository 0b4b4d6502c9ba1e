package io.jlockdep.verifier.read;

import io.jlockdep.verifier.model.Acquisition;
import io.jlockdep.verifier.model.Frame;
import io.jlockdep.verifier.model.IntList;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.LongIntMap;
import io.jlockdep.verifier.model.Operation;
import io.jlockdep.verifier.model.RecordedThread;
import io.jlockdep.verifier.model.ThreadJoin;
import io.jlockdep.verifier.model.ThreadStart;
import io.jlockdep.verifier.model.Trace;
import io.jlockdep.verifier.model.TraceBudget;
import io.jlockdep.verifier.model.TraceOp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replays the trace blocks of one recording: from every acquisition and release to a trace, and to
 * acquisitions with what was held, of which those that are alike are kept a few times.
 */
final class TraceDecoder {
  private final Dictionary dictionary;
  private final TraceIntake intake;
  private final TraceBlocks blocks = new TraceBlocks(this::record);
  private final LongIntMap threadNumbers = new LongIntMap();
  private final List<RecordedThread> threads = new ArrayList<>();
  private final LongIntMap lockNumbers = new LongIntMap();
  private final List<LockInstance> locks = new ArrayList<>();
  private final List<IntList> inside = new ArrayList<>();
  private final Map<List<Integer>, Integer> operationNumbers = new HashMap<>();
  private final List<List<Operation>> operations = new ArrayList<>();
  final List<ThreadStart> starts = new ArrayList<>();
  final List<ThreadJoin> joins = new ArrayList<>();
  private final TraceWaits waits;
  private long records;

  TraceDecoder(Dictionary dictionary, RecordedSignals recorded, TraceBudget budget) {
    this.dictionary = dictionary;
    this.intake = new TraceIntake(true, budget);
    this.waits = new TraceWaits(recorded, intake, this::thread);
    operationNumbers.put(List.of(), 0);
    operations.add(List.of());
  }

  /** Replays all blocks of the recording and takes them out of {@code rows}. */
  void replay(Collection<RawEvents.TraceRow> rows) {
    blocks.replay(rows);
    intake.end(locks.size());
  }

  /** The whole trace; empty if no block was recorded. */
  Optional<Trace> trace() {
    if (records == 0) {
      return Optional.empty();
    }
    List<LockInstance> known = new ArrayList<>();
    for (int i = 0; i < locks.size(); i++) {
      LockInstance lock = locks.get(i);
      known.add(
          intake.isReleasedElsewhere(i) && !lock.releasedElsewhere()
              ? new LockInstance(
                  lock.recording(), lock.id(), lock.lockClass(), lock.permits(), true)
              : lock);
    }
    return Optional.of(
        new Trace(
            intake.log,
            records,
            threads.size(),
            intake.lockOrder,
            threads,
            known,
            0,
            dictionary::site));
  }

  List<Acquisition> acquisitions() {
    return new ChainAcquisitions(intake.chains) {
      @Override
      RecordedThread thread(int number) {
        return threads.get(number);
      }

      @Override
      LockInstance lock(int number) {
        return locks.get(number);
      }

      @Override
      Frame site(int number) {
        return dictionary.site(number);
      }

      @Override
      List<Operation> operations(int number) {
        return operations.get(number);
      }
    }.list();
  }

  long acquisitionCount() {
    return intake.acquisitions();
  }

  long damagedBlocks() {
    return blocks.damaged();
  }

  /** Acquisitions that are in the trace, but in no chain. */
  long lost() {
    return intake.chains.lost();
  }

  private void record(int threadId, int kind, long seq, long time, int subject, int site) {
    records++;
    waits.upTo(seq);
    int thread = thread(threadId);
    switch (kind) {
      case 0 -> acquired(thread, TraceOp.ACQUIRE, seq, time, subject, site);
      case 1 -> acquired(thread, TraceOp.ACQUIRE_SHARED, seq, time, subject, site);
      case 2 -> acquired(thread, TraceOp.TRY, seq, time, subject, site);
      case 3 -> acquired(thread, TraceOp.TRY_SHARED, seq, time, subject, site);
      case 4 -> intake.released(thread, TraceOp.RELEASE, lock(subject));
      case 5 -> intake.released(thread, TraceOp.RELEASE_SHARED, lock(subject));
      case 6 -> begun(thread, subject);
      case 7 -> ended(thread, subject);
      case 8 -> {
        intake.relation(thread, TraceOp.FORK, thread(subject));
        starts.add(new ThreadStart(dictionary.thread(threadId), seq, dictionary.thread(subject)));
      }
      case 9 -> {
        intake.relation(thread, TraceOp.JOIN, thread(subject));
        joins.add(new ThreadJoin(dictionary.thread(threadId), seq, dictionary.thread(subject)));
      }
      case 10 -> intake.released(thread, TraceOp.WAIT, lock(subject));
      case 11, 12 -> {
        intake.relation(thread, TraceOp.WOKEN, lock(subject));
        int op = kind == 11 ? TraceOp.REACQUIRE : TraceOp.REACQUIRE_SHARED;
        acquired(thread, op, seq, time, subject, site);
      }
      case 13 -> waits.aboutToWait(thread, subject, site);
      case 14 -> waits.waited(thread, subject, site, seq);
      case 15 -> waits.signalled(thread, subject, site);
      case 16 -> waits.submitted(thread, subject);
      case 17 -> waits.begun(thread, subject);
      case 18 -> waits.ended(thread, subject);
      default -> {
        // a kind of a later agent that keeps to this format version
      }
    }
  }

  private void acquired(int thread, int op, long seq, long time, int instance, int site) {
    intake.acquired(thread, op, lock(instance), site, seq, time);
  }

  private void begun(int thread, int operation) {
    inside.get(thread).add(operation);
    operationsChanged(thread);
  }

  /** Innermost first; the end of what did not begin is passed over. */
  private void ended(int thread, int operation) {
    IntList own = inside.get(thread);
    for (int i = own.size() - 1; i >= 0; i--) {
      if (own.get(i) == operation) {
        own.remove(i);
        operationsChanged(thread);
        return;
      }
    }
  }

  private void operationsChanged(int thread) {
    List<Integer> ids = new ArrayList<>();
    for (int id : inside.get(thread).toArray()) {
      ids.add(id);
    }
    Integer known = operationNumbers.get(ids);
    if (known == null) {
      known = operations.size();
      operationNumbers.put(List.copyOf(ids), known);
      operations.add(ids.stream().map(dictionary::operation).toList());
    }
    intake.operations(thread, known);
  }

  private int thread(int id) {
    int number = threadNumbers.get(id);
    if (number == LongIntMap.NONE) {
      number = threads.size();
      threadNumbers.put(id, number);
      threads.add(dictionary.thread(id));
      inside.add(new IntList());
    }
    return number;
  }

  private int lock(int id) {
    int number = lockNumbers.get(id);
    if (number == LongIntMap.NONE) {
      number = locks.size();
      lockNumbers.put(id, number);
      LockInstance lock = dictionary.instance(id, 0);
      locks.add(lock);
      if (lock.releasedElsewhere()) {
        intake.isSignal(number);
      } else if (!lock.excludes()) {
        intake.isCounted(number);
      }
    }
    return number;
  }
}
