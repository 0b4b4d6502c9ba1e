package io.jlockdep.verifier.model;

/**
 * Which lock of a trace was asked for while which other one was held, whatever the threads. For one
 * thread at a time.
 */
public final class LockOrder {
  private final LongSet pairs = new LongSet();
  private final IntList from = new IntList();
  private final IntList to = new IntList();
  private int onCycles;
  private boolean isCut;
  private IntGraph graph = new IntGraph(0);

  /** A thread asked for {@code lock} while it held {@code held}. */
  public void add(int held, int lock) {
    if (pairs.add((long) held << 32 | lock)) {
      from.add(held);
      to.add(lock);
    }
  }

  /** All pairs are in; {@code locks} is the number of locks. */
  public void close(int locks) {
    graph = new IntGraph(locks);
    for (int i = 0; i < from.size(); i++) {
      graph.addEdge(from.get(i), to.get(i));
    }
    graph.findComponents();
    for (int i = 0; i < from.size(); i++) {
      onCycles += isOnACycle(from.get(i), to.get(i)) ? 1 : 0;
    }
  }

  /** There are more acquisitions than were kept to be looked at one by one. */
  public void cut() {
    isCut = true;
  }

  /** Whether {@link #cut} was said. */
  public boolean isCut() {
    return isCut;
  }

  /** Distinct pairs. */
  public int pairs() {
    return from.size();
  }

  /** Distinct pairs that lie on a cycle. */
  public int pairsOnCycles() {
    return onCycles;
  }

  /** Whether there is any cycle. */
  public boolean hasCycle() {
    return onCycles > 0;
  }

  /** Whether the held lock can be reached again from the one asked for. */
  public boolean isOnACycle(int held, int lock) {
    return graph.areOnACycle(held, lock);
  }
}
