package io.jlockdep.runtime;

/**
 * Nanoseconds added up by key: of each key the number of additions, their sum and the greatest. A
 * key is two numbers, of which the first is never 0. Not safe for threads; grows from nothing.
 */
final class TimeSums {
  private long[] first = new long[8];
  private long[] second = new long[8];
  private long[] counts = new long[8];
  private long[] totals = new long[8];
  private long[] greatest = new long[8];
  private int size;

  int size() {
    return size;
  }

  boolean has(long a, long b) {
    return first[find(a, b)] != 0;
  }

  void add(long a, long b, long nanos) {
    add(a, b, 1, nanos, nanos);
  }

  void addAll(TimeSums other) {
    for (int i = 0; i < other.first.length; i++) {
      if (other.first[i] != 0) {
        add(other.first[i], other.second[i], other.counts[i], other.totals[i], other.greatest[i]);
      }
    }
  }

  /** Is told every key. */
  interface Each {
    void sum(long a, long b, long count, long total, long greatest);
  }

  void forEach(Each each) {
    for (int i = 0; i < first.length; i++) {
      if (first[i] != 0) {
        each.sum(first[i], second[i], counts[i], totals[i], greatest[i]);
      }
    }
  }

  /** How many additions a key has had. */
  long count(long a, long b) {
    return counts[find(a, b)];
  }

  private void add(long a, long b, long count, long total, long most) {
    int at = find(a, b);
    if (first[at] == 0) {
      if (size >= first.length / 2) {
        grow();
        at = find(a, b);
      }
      first[at] = a;
      second[at] = b;
      size++;
    }
    counts[at] += count;
    totals[at] += total;
    greatest[at] = Math.max(greatest[at], most);
  }

  /** Where the key is, or the free place where it belongs; half of all places are free. */
  private int find(long a, long b) {
    int mask = first.length - 1;
    long hash = Chains.mix(a, b);
    int at = (int) (hash ^ hash >>> 32) & mask;
    while (first[at] != 0 && (first[at] != a || second[at] != b)) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldFirst = first;
    long[] oldSecond = second;
    long[] oldCounts = counts;
    long[] oldTotals = totals;
    long[] oldGreatest = greatest;
    int length = oldFirst.length * 2;
    first = new long[length];
    second = new long[length];
    counts = new long[length];
    totals = new long[length];
    greatest = new long[length];
    for (int i = 0; i < oldFirst.length; i++) {
      if (oldFirst[i] != 0) {
        int at = find(oldFirst[i], oldSecond[i]);
        first[at] = oldFirst[i];
        second[at] = oldSecond[i];
        counts[at] = oldCounts[i];
        totals[at] = oldTotals[i];
        greatest[at] = oldGreatest[i];
      }
    }
  }
}
