package io.jlockdep.runtime;

/**
 * Which classes were acquired while which were held. Only to know when a new dependency closes a
 * cycle: then its classes are suspicious, and threads look again, more closely, at the chains
 * through them. The verdict is the verifier's.
 */
final class Graph {
  /** More classes than this on the way are not searched for a cycle. */
  private static final int SEARCH_LIMIT = 100_000;

  /** Changes when threads must look again at chains that they know; read without a fence. */
  static int epoch;

  private static int[][] after = new int[64][];
  private static int[][] before = new int[64][];
  private static volatile boolean[] suspicious = new boolean[64];

  private Graph() {}

  static boolean isSuspicious(int from, int to) {
    boolean[] flags = suspicious;
    return from < flags.length && to < flags.length && flags[from] && flags[to];
  }

  /** {@code to} was asked for while {@code from} was held. */
  static synchronized void add(int from, int to) {
    int largest = Math.max(from, to);
    if (largest >= after.length) {
      after = widen(after, largest);
      before = widen(before, largest);
    }
    if (contains(after[from], to)) {
      return;
    }
    after[from] = append(after[from], to);
    before[to] = append(before[to], from);
    if (after[to] != null && before[from] != null) { // else no way leads back
      boolean[] reached = reach(after, to);
      if (from < reached.length && reached[from]) {
        suspect(reached, reach(before, from));
      }
    }
  }

  /** Tells all threads to look at {@code epoch} again. */
  static synchronized void touch() {
    epoch++;
  }

  private static void suspect(boolean[] forward, boolean[] backward) {
    boolean[] flags = new boolean[after.length];
    System.arraycopy(suspicious, 0, flags, 0, suspicious.length);
    for (int i = 0; i < forward.length && i < backward.length; i++) {
      flags[i] |= forward[i] && backward[i];
    }
    suspicious = flags;
    epoch++;
  }

  private static boolean[] reach(int[][] edges, int start) {
    boolean[] reached = new boolean[edges.length];
    int[] work = new int[16];
    int size = 0;
    int steps = 0;
    work[size++] = start;
    reached[start] = true;
    while (size > 0 && steps++ < SEARCH_LIMIT) {
      int[] next = edges[work[--size]];
      for (int i = 0; next != null && i < next.length && next[i] != 0; i++) {
        if (!reached[next[i]]) {
          reached[next[i]] = true;
          if (size == work.length) {
            work = copy(work, size * 2);
          }
          work[size++] = next[i];
        }
      }
    }
    return reached;
  }

  private static boolean contains(int[] list, int value) {
    for (int i = 0; list != null && i < list.length && list[i] != 0; i++) {
      if (list[i] == value) {
        return true;
      }
    }
    return false;
  }

  private static int[] append(int[] list, int value) {
    if (list == null) {
      return new int[] {value};
    }
    int size = 0;
    while (size < list.length && list[size] != 0) {
      size++;
    }
    int[] result = size < list.length ? list : copy(list, size * 2);
    result[size] = value;
    return result;
  }

  private static int[] copy(int[] list, int length) {
    int[] result = new int[length];
    System.arraycopy(list, 0, result, 0, list.length);
    return result;
  }

  private static int[][] widen(int[][] lists, int largest) {
    int[][] result = new int[Math.max(largest + 1, lists.length * 2)][];
    System.arraycopy(lists, 0, result, 0, lists.length);
    return result;
  }
}
