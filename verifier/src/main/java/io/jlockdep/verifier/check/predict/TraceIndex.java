package io.jlockdep.verifier.check.predict;

import io.jlockdep.verifier.model.IntList;
import io.jlockdep.verifier.model.Trace;
import io.jlockdep.verifier.model.TraceOp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the prediction needs of a trace: the critical sections, what events need of other threads,
 * and the abstract acquisitions. One pass.
 *
 * <p>A lock that keeps nobody out by itself (a semaphore with several permits, a lock that others
 * release) makes no sections: each of its acquisitions needs all releases that came before it, so
 * that at least as many permits are free as there were. A wait needs, to go on, every section of
 * its lock that ended meanwhile: the one that woke it up is among them.
 */
final class TraceIndex {
  private final Trace trace;
  final AbstractAcquisitions abstracts = new AbstractAcquisitions();
  final CrossEdges edges;
  final Sections[] sections;

  /** Events of each thread so far; at the end of all. */
  final int[] counts;

  /** Whether there is any section in which others may hold the lock too. */
  boolean hasShared;

  private final SectionGroups groups;
  private final boolean[] isLock;
  private final int[] nextOrder;
  private final int[] writer;
  private final int[] write;
  private final int[] releaser;
  private final int[] release;
  private final List<Map<Integer, Integer>> signalled = new ArrayList<>();
  private final IntList[] held;
  private final IntList[] depth;
  private final IntList[] reads;
  private final Map<Integer, Waiters> waiters = new HashMap<>();
  private final long[] waitStart;

  /** The releases of a lock on which threads wait. */
  private static final class Waiters {
    private final int[] count;
    private final long[] moment;

    private Waiters(int threads) {
      count = new int[threads];
      moment = new long[threads];
    }
  }

  /** About how much memory the index of a trace needs, in bytes. */
  static long bytes(Trace trace) {
    return trace.acquisitions() * Sections.BYTES + trace.variables() * 8L;
  }

  TraceIndex(Trace trace) {
    this.trace = trace;
    int threads = trace.threads().size();
    int locks = trace.locks().size();
    edges = new CrossEdges(threads);
    groups = new SectionGroups(threads, locks);
    counts = new int[threads];
    waitStart = new long[threads];
    sections = new Sections[threads];
    held = new IntList[threads];
    depth = new IntList[threads];
    reads = new IntList[threads];
    for (int thread = 0; thread < threads; thread++) {
      sections[thread] = new Sections();
      held[thread] = new IntList();
      depth[thread] = new IntList();
      reads[thread] = new IntList();
    }
    isLock = new boolean[locks];
    for (int lock = 0; lock < locks; lock++) {
      isLock[lock] = trace.locks().get(lock).excludes();
    }
    nextOrder = new int[locks];
    releaser = new int[locks];
    release = new int[locks];
    for (int channel = 0; channel < trace.channels(); channel++) {
      signalled.add(new HashMap<>());
    }
    writer = new int[trace.variables()];
    write = new int[trace.variables()];
    Arrays.fill(writer, -1);
    Arrays.fill(releaser, -1);
    read();
  }

  /** Makes the tables by lock, which only the closure needs. */
  void sort() {
    int[] scratch = new int[trace.locks().size() * 2];
    for (int thread = 0; thread < sections.length; thread++) {
      int[] own = sections[thread].sort(scratch);
      for (int i = 0; i < own.length; i++) {
        groups.put(thread, own[i], i);
      }
    }
  }

  int locks() {
    return trace.locks().size();
  }

  /** The group of the sections of a thread on a lock (with its mode); negative if it has none. */
  int groupOf(int thread, int lock) {
    return groups.get(thread, lock);
  }

  private void read() {
    Trace.Cursor cursor = trace.cursor();
    long moment = 0;
    while (cursor.next()) {
      moment++;
      int thread = cursor.thread();
      int subject = cursor.subject();
      int op = cursor.op();
      int at = counts[thread]++;
      switch (op) {
        case TraceOp.READ -> {
          if (writer[subject] >= 0) {
            edges.add(thread, at, writer[subject], write[subject]);
          }
        }
        case TraceOp.WRITE -> {
          writer[subject] = thread;
          write[subject] = at + 1;
        }
        case TraceOp.FORK -> edges.add(subject, counts[subject], thread, at + 1);
        case TraceOp.JOIN -> edges.add(thread, at, subject, counts[subject]);
        case TraceOp.SIGNAL -> signalled.get(subject).put(thread, at + 1);
        case TraceOp.AWAITED ->
            signalled.get(subject).forEach((other, count) -> edges.add(thread, at, other, count));
        case TraceOp.WOKEN -> woken(thread, at, subject);
        case TraceOp.WAIT -> {
          waiters.computeIfAbsent(subject, key -> new Waiters(counts.length));
          waitStart[thread] = moment;
          released(thread, at, subject, op, moment);
        }
        case TraceOp.RELEASE, TraceOp.RELEASE_SHARED -> released(thread, at, subject, op, moment);
        default -> acquired(thread, at, op, cursor);
      }
    }
  }

  private void acquired(int thread, int at, int op, Trace.Cursor cursor) {
    int lock = cursor.subject();
    if (!isLock[lock]) {
      if (releaser[lock] >= 0 && op != TraceOp.REQUEST) {
        edges.add(thread, at, releaser[lock], release[lock]);
      }
      return;
    }
    int shared = TraceOp.isShared(op) ? 1 : 0;
    int position = positionOf(thread, lock);
    if (position >= 0) {
      if (op != TraceOp.REQUEST) {
        depth[thread].set(position, depth[thread].get(position) + 1);
        reads[thread].set(position, reads[thread].get(position) + shared);
      }
      return;
    }
    if (TraceOp.blocks(op) && isSuspect(thread, lock)) {
      suspect(thread, at, lock << 1 | shared, cursor.site());
    }
    if (op == TraceOp.REQUEST) {
      return;
    }
    begin(thread, at, lock << 1 | shared, 1, shared);
  }

  private void suspect(int thread, int at, int lock, int site) {
    int number = abstracts.number(thread, lock, locksHeld(thread));
    if (number != AbstractAcquisitions.NONE) {
      sections[thread].suspects.add(at);
      sections[thread].suspectSites.add(site);
      sections[thread].suspectOf.add(number);
    }
  }

  private void begin(int thread, int at, int lock, int times, int shared) {
    hasShared |= (lock & 1) != 0;
    IntList open = held[thread];
    int outer = open.isEmpty() ? -1 : open.last();
    open.add(sections[thread].begin(at, lock, nextOrder[lock >> 1]++, outer, open.size()));
    depth[thread].add(times);
    reads[thread].add(shared);
  }

  /** Whether a held lock and this one lie on a cycle of locks. */
  private boolean isSuspect(int thread, int lock) {
    IntList own = held[thread];
    for (int i = 0; i < own.size(); i++) {
      if (trace.lockOrder().isOnACycle(sections[thread].lock(own.get(i)) >> 1, lock)) {
        return true;
      }
    }
    return false;
  }

  private int[] locksHeld(int thread) {
    int[] locks = held[thread].toArray();
    for (int i = 0; i < locks.length; i++) {
      locks[i] = sections[thread].lock(locks[i]);
    }
    return locks;
  }

  private void released(int thread, int at, int lock, int op, long moment) {
    if (!isLock[lock]) {
      if (releaser[lock] >= 0) {
        edges.add(thread, at, releaser[lock], release[lock]);
      }
      releaser[lock] = thread;
      release[lock] = at + 1;
      return;
    }
    Waiters waiting = waiters.isEmpty() ? null : waiters.get(lock);
    if (waiting != null) {
      waiting.count[thread] = at + 1;
      waiting.moment[thread] = moment;
    }
    int position = positionOf(thread, lock);
    if (position < 0) {
      return;
    }
    int left = depth[thread].get(position) - 1;
    int reading = reads[thread].get(position) - (op == TraceOp.RELEASE_SHARED ? 1 : 0);
    depth[thread].set(position, left);
    reads[thread].set(position, reading);
    int section = held[thread].get(position);
    boolean downgraded = left == reading && (sections[thread].lock(section) & 1) == 0;
    if (left == 0 || downgraded) {
      sections[thread].end(section, at);
      held[thread].remove(position);
      depth[thread].remove(position);
      reads[thread].remove(position);
      if (left > 0) {
        begin(thread, at, lock << 1 | 1, left, reading);
      }
    }
  }

  private void woken(int thread, int at, int lock) {
    Waiters waiting = waiters.get(lock);
    if (waiting == null) {
      return;
    }
    for (int other = 0; other < counts.length; other++) {
      if (waiting.moment[other] > waitStart[thread]) {
        edges.add(thread, at, other, waiting.count[other]);
      }
    }
  }

  private int positionOf(int thread, int lock) {
    IntList own = held[thread];
    for (int left = own.size(); left > 0; left--) { // ends at 0: C2 makes no guess that fails
      if (sections[thread].lock(own.get(left - 1)) >> 1 == lock) {
        return left - 1;
      }
    }
    return -1;
  }
}
