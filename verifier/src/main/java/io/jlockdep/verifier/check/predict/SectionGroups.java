package io.jlockdep.verifier.check.predict;

import io.jlockdep.verifier.model.LongIntMap;
import java.util.Arrays;

/**
 * The number of the group of sections of a thread on a lock. The closure asks for it more than for
 * anything else: a table, but for traces of very many threads and locks.
 */
final class SectionGroups {
  private static final long LARGEST_TABLE = 1 << 22;

  private final int modes;
  private final int[] table;
  private final LongIntMap map = new LongIntMap();

  SectionGroups(int threads, int locks) {
    modes = locks * 2;
    boolean fits = (long) threads * modes <= LARGEST_TABLE;
    table = new int[fits ? threads * modes : 0];
    Arrays.fill(table, LongIntMap.NONE);
  }

  /** Sets the group of a thread and a lock with its mode. */
  void put(int thread, int lock, int group) {
    if (table.length > 0) {
      table[thread * modes + lock] = group;
    } else {
      map.put((long) thread << 32 | lock, group);
    }
  }

  /** The group of a thread and a lock with its mode; negative if there is none. */
  int get(int thread, int lock) {
    return table.length > 0 ? table[thread * modes + lock] : map.get((long) thread << 32 | lock);
  }
}
