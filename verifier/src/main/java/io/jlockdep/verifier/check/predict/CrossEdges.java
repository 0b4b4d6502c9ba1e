package io.jlockdep.verifier.check.predict;

import io.jlockdep.verifier.model.IntList;
import io.jlockdep.verifier.model.LongIntMap;
import java.util.ArrayList;
import java.util.List;

/**
 * What an event needs of another thread: a read needs the write whose value it got, the first event
 * of a thread its start, a join the end of the other thread. For each pair of threads a staircase:
 * from this event on, so many events of the other thread are needed. A need that an earlier event
 * of the same thread has already is left out, so that there are no vector clocks to be kept.
 */
final class CrossEdges {
  /** The needs of one thread from another one; both lists ascend. */
  private static final class Staircase {
    private final int source;
    private final IntList at = new IntList();
    private final IntList needed = new IntList();
    private int reached;
    private int stamp;

    private Staircase(int source) {
      this.source = source;
    }
  }

  /** Takes what is needed. */
  interface Sink {
    /** The first {@code count} events of {@code thread} are needed. */
    void need(int thread, int count);
  }

  private final LongIntMap slots = new LongIntMap();
  private final List<List<Staircase>> byThread = new ArrayList<>();

  CrossEdges(int threads) {
    for (int i = 0; i < threads; i++) {
      byThread.add(new ArrayList<>());
    }
  }

  /** Event number {@code at} of {@code thread} needs the first {@code count} events of another. */
  void add(int thread, int at, int source, int count) {
    if (thread == source) {
      return;
    }
    List<Staircase> own = byThread.get(thread);
    long key = (long) thread << 32 | source;
    int slot = slots.get(key);
    if (slot == LongIntMap.NONE) {
      slot = own.size();
      own.add(new Staircase(source));
      slots.put(key, slot);
    }
    Staircase stairs = own.get(slot);
    if (!stairs.needed.isEmpty() && stairs.needed.last() >= count) {
      return;
    }
    if (!stairs.at.isEmpty() && stairs.at.last() == at) {
      stairs.needed.set(stairs.needed.size() - 1, count);
      return;
    }
    stairs.at.add(at);
    stairs.needed.add(count);
  }

  /**
   * What the first {@code count} events of {@code thread} need.
   *
   * @param stamp names a series of questions with ascending counts for each thread
   */
  void needsOf(int thread, int count, int stamp, Sink sink) {
    List<Staircase> own = byThread.get(thread);
    for (int i = 0; i < own.size(); i++) {
      Staircase stairs = own.get(i);
      if (stairs.stamp != stamp) {
        stairs.stamp = stamp;
        stairs.reached = 0;
      }
      if (stairs.reached < stairs.at.size() && stairs.at.get(stairs.reached) < count) {
        stairs.reached = Gallop.countBelow(stairs.at, stairs.reached, count);
        sink.need(stairs.source, stairs.needed.get(stairs.reached - 1));
      }
    }
  }
}
