package io.jlockdep.verifier.read;

import io.jlockdep.verifier.model.IntList;
import io.jlockdep.verifier.model.LongIntMap;
import java.util.Arrays;

/**
 * The chains of acquisitions of a trace: a tree in which a node is a thread, or an acquisition
 * while all that leads to it is held. Acquisitions that are alike are one node, of which the first
 * two moments and the last are kept. Bounded: what does not fit is counted.
 */
final class Chains {
  /** In place of a node that did not fit. */
  static final int LOST = -1;

  /** The parent of a thread's own node. */
  static final int NO_PARENT = -2;

  private static final int MOMENTS = 3;
  private static final int SEEN = 1 + 2 * MOMENTS;

  private final int limit;
  private final LongIntMap nodes = new LongIntMap();
  private final LongIntMap steps = new LongIntMap();
  private final IntList parents = new IntList();
  private final IntList threads = new IntList();
  private final IntList locks = new IntList();
  private final IntList ops = new IntList();
  private final IntList sites = new IntList();
  private final IntList operations = new IntList();

  /** Of each node how often it was seen, and seq and time of its moments, side by side. */
  private long[] seen = new long[64 * SEEN];

  private long lost;

  /**
   * No chains yet.
   *
   * @param limit how many fit
   */
  Chains(int limit) {
    this.limit = limit;
  }

  /** The node of a thread that holds nothing. */
  int root(int thread) {
    return add(NO_PARENT, thread, 0, 0, 0, 0);
  }

  /**
   * The node of an acquisition.
   *
   * @param parent the node of what is held
   * @param keySite what tells places apart; {@code site} is kept of the first
   * @param operations number of the operations that the thread is inside
   */
  int child(int parent, int lock, int op, int site, int keySite, int operation) {
    if (parent == LOST) {
      lost++;
      return LOST;
    }
    int step = step((long) lock << 36 | (long) op << 32 | keySite);
    if (operation != 0) {
      step = step(1L << 63 | (long) operation << 32 | step);
    }
    long key = (long) parent << 32 | step;
    int node = nodes.get(key);
    if (node == LongIntMap.NONE) {
      if (parents.size() >= limit) {
        lost++;
        return LOST;
      }
      node = add(parent, threads.get(parent), lock, op, site, operation);
      nodes.put(key, node);
    }
    return node;
  }

  /** An acquisition like this was made at that moment. */
  void seen(int node, long seq, long time) {
    if (node == LOST) {
      return;
    }
    int from = node * SEEN;
    int at = from + 1 + 2 * (int) Math.min(seen[from]++, MOMENTS - 1);
    seen[at] = seq;
    seen[at + 1] = time;
  }

  int size() {
    return parents.size();
  }

  /** Whether the node is an acquisition; the others are threads. */
  boolean isAcquisition(int node) {
    return parents.get(node) != NO_PARENT;
  }

  int parent(int node) {
    return parents.get(node);
  }

  int thread(int node) {
    return threads.get(node);
  }

  int lock(int node) {
    return locks.get(node);
  }

  int op(int node) {
    return ops.get(node);
  }

  int site(int node) {
    return sites.get(node);
  }

  int operations(int node) {
    return operations.get(node);
  }

  /** How many moments of the node are kept. */
  int moments(int node) {
    return (int) Math.min(seen[node * SEEN], MOMENTS);
  }

  long seq(int node, int moment) {
    return seen[node * SEEN + 1 + 2 * moment];
  }

  long time(int node, int moment) {
    return seen[node * SEEN + 2 + 2 * moment];
  }

  /** Acquisitions that did not fit. */
  long lost() {
    return lost;
  }

  private int step(long key) {
    int step = steps.get(key);
    if (step == LongIntMap.NONE) {
      step = steps.size();
      steps.put(key, step);
    }
    return step;
  }

  private int add(int parent, int thread, int lock, int op, int site, int operation) {
    int node = parents.size();
    parents.add(parent);
    threads.add(thread);
    locks.add(lock);
    ops.add(op);
    sites.add(site);
    operations.add(operation);
    if ((node + 1) * SEEN > seen.length) {
      seen = Arrays.copyOf(seen, seen.length * 2);
    }
    return node;
  }
}
