package io.jlockdep.verifier.read;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run of a program as the agent would record it, at level graph or trace: two locks (1 and 2),
 * threads, events and tasks, all by their ids.
 */
public final class RecordedRun {
  /** How much the recording says. */
  public enum Level {
    GRAPH,
    TRACE,
    /** Only trace blocks: what the events of a place would say was lost. */
    BLOCKS_ONLY
  }

  private static final int SITE = 1;

  private final Level level;
  private final List<TestRecordings.Piece> facts = new ArrayList<>();
  private final Map<Integer, List<long[]>> records = new LinkedHashMap<>();
  private final Map<Integer, Deque<Integer>> held = new HashMap<>();
  private long seq = 10;

  public RecordedRun(Level level) {
    this.level = level;
  }

  /** An event of that kind. */
  public RecordedRun event(int id, String kind) {
    facts.add(() -> TestRecordings.lock(id, "com.example.Bank.event" + id, kind));
    return this;
  }

  public RecordedRun nest(int thread, int outer, int inner) {
    return acquire(thread, outer)
        .acquire(thread, inner)
        .release(thread, inner)
        .release(thread, outer);
  }

  public RecordedRun acquire(int thread, int lock) {
    long at = record(thread, 0, lock, SITE + lock);
    Deque<Integer> own = held.computeIfAbsent(thread, key -> new ArrayDeque<>());
    String text = own.isEmpty() ? "" : own.peek() + ":" + own.peek() + ":x:b:1:1:1";
    if (level == Level.GRAPH) {
      facts.add(() -> TestRecordings.acquisition(at, thread, lock, 1, text));
    }
    own.push(lock);
    return this;
  }

  public RecordedRun release(int thread, int lock) {
    record(thread, 4, lock, SITE);
    held.get(thread).remove(lock);
    return this;
  }

  public RecordedRun start(int thread, int child) {
    long at = record(thread, 8, child, SITE);
    if (level != Level.BLOCKS_ONLY) {
      facts.add(
          () -> {
            TestEvents.ThreadStart start = new TestEvents.ThreadStart();
            start.seq = at;
            start.thread = thread;
            start.child = child;
            start.commit();
          });
    }
    return this;
  }

  public RecordedRun signal(int thread, String primitive, int event) {
    long at = record(thread, 15, event, place(primitive, true));
    if (level != Level.BLOCKS_ONLY) {
      facts.add(
          () -> {
            TestEvents.Signal signal = new TestEvents.Signal();
            signal.seq = at;
            signal.thread = thread;
            signal.primitive = primitive;
            signal.event = event;
            signal.eventClass = event;
            signal.site = place(primitive, true);
            signal.commit();
          });
    }
    return this;
  }

  /** Waits until the event comes. */
  public RecordedRun await(int thread, String primitive, int event) {
    long at = begin(thread, primitive, event);
    return end(thread, primitive, event, at, true);
  }

  /** Begins to wait; the answer is for {@link #end}. */
  public long begin(int thread, String primitive, int event) {
    long at = record(thread, 13, event, place(primitive, false));
    if (level != Level.BLOCKS_ONLY) {
      facts.add(
          () -> {
            TestEvents.Wait wait = new TestEvents.Wait();
            wait.seq = at;
            wait.thread = thread;
            wait.primitive = primitive;
            wait.event = event;
            wait.eventClass = event;
            wait.site = place(primitive, false);
            wait.commit();
          });
    }
    return at;
  }

  public RecordedRun end(int thread, String primitive, int event, long begun, boolean came) {
    long at = record(thread, 14, event, place(primitive, false));
    if (level != Level.BLOCKS_ONLY) {
      facts.add(
          () -> {
            TestEvents.WaitEnd end = new TestEvents.WaitEnd();
            end.seq = at;
            end.thread = thread;
            end.wait = begun;
            end.came = came;
            end.commit();
          });
    }
    return this;
  }

  public RecordedRun task(int thread, int task, String phase, int event, int executor) {
    int kind = phase.equals("submit") ? 16 : phase.equals("begin") ? 17 : 18;
    long at = record(thread, kind, task, SITE);
    if (level != Level.BLOCKS_ONLY || event + executor > 0) {
      facts.add(
          () -> {
            TestEvents.Task step = new TestEvents.Task();
            step.seq = at;
            step.thread = thread;
            step.task = task;
            step.phase = phase;
            step.event = event;
            step.eventClass = event;
            step.executor = executor;
            step.executorClass = executor;
            step.site = SITE;
            step.commit();
          });
    }
    return this;
  }

  /** Commits everything. */
  public void commit() {
    TestRecordings.dictionary();
    facts.forEach(TestRecordings.Piece::commit);
    if (level != Level.GRAPH) {
      records.forEach(RecordedRun::block);
    }
    TestRecordings.coverage(seq + 1, "exit", 0);
  }

  private static int place(String primitive, boolean signal) {
    return 200 + primitive.hashCode() % 50 * 2 + (signal ? 1 : 0);
  }

  private long record(int thread, int kind, int subject, int site) {
    long at = ++seq;
    records
        .computeIfAbsent(thread, key -> new ArrayList<>())
        .add(new long[] {kind, at, subject, site});
    return at;
  }

  private static void block(int thread, List<long[]> rows) {
    StringBuilder data = new StringBuilder();
    long last = rows.get(0)[1]; // the block has the seq of its first record
    for (long[] row : rows) {
      for (long number : new long[] {row[0], row[1] - last, 1, row[2], row[3]}) {
        long rest = number;
        for (; rest >= 64; rest >>= 6) {
          data.append((char) (rest & 63 | 64));
        }
        data.append((char) rest);
      }
      last = row[1];
    }
    TestEvents.Trace trace = new TestEvents.Trace();
    trace.seq = rows.get(0)[1];
    trace.thread = thread;
    trace.count = rows.size();
    trace.data = data.toString();
    trace.commit();
  }
}
