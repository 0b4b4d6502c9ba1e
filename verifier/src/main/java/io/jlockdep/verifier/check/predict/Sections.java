package io.jlockdep.verifier.check.predict;

import io.jlockdep.verifier.model.IntList;
import java.util.Arrays;

/**
 * The critical sections of one thread, in its order. A section has the number of the event that
 * begins it and of the one that ends it, its lock, and its place among all sections of that lock.
 * All of a section lies side by side, in chunks that are never copied: there are millions.
 */
final class Sections {
  static final int OPEN = Integer.MAX_VALUE;

  /** Memory that a section takes, with its place in the groups by lock. */
  static final int BYTES = 36;

  private static final int BEGIN = 0;
  private static final int END = 1;
  private static final int LOCK = 2;
  private static final int ORDER = 3;
  private static final int OUTER = 4;
  private static final int DEPTH = 5;
  private static final int WIDTH = 6;

  private static final int CHUNK_BITS = 12;
  private static final int CHUNK = 1 << CHUNK_BITS;
  private static final int FIRST = 16;

  /** The events that may be part of a deadlock... */
  final IntList suspects = new IntList();

  /** ...and the number of the abstract acquisition of each of them. */
  final IntList suspectOf = new IntList();

  /** ...and where it is in the program. */
  final IntList suspectSites = new IntList();

  private int[][] chunks = {new int[FIRST * WIDTH]};
  private int room = FIRST;
  private int size;
  private SectionsByLock byLock = SectionsByLock.NONE;

  int size() {
    return size;
  }

  /**
   * Adds a section that does not end so far.
   *
   * @param begin number of the event of the thread that begins it
   * @param lock with its mode, {@code lock * 2 + (shared ? 1 : 0)}
   * @param order place in the order of the trace among the sections of the same lock
   * @param outer the innermost section that is open, -1 if none is
   * @param depth how many are open
   * @return its number
   */
  int begin(int begin, int lock, int order, int outer, int depth) {
    if (size == room) {
      makeRoom();
    }
    int[] words = chunks[size >> CHUNK_BITS];
    int at = at(size);
    words[at + BEGIN] = begin;
    words[at + END] = OPEN;
    words[at + LOCK] = lock;
    words[at + ORDER] = order;
    words[at + OUTER] = outer;
    words[at + DEPTH] = depth;
    return size++;
  }

  /** The section ends with this event of the thread. */
  void end(int section, int event) {
    chunks[section >> CHUNK_BITS][at(section) + END] = event;
  }

  /** Number of the event of the thread that begins the section. */
  int begin(int section) {
    return chunks[section >> CHUNK_BITS][at(section) + BEGIN];
  }

  /** Number of the event that ends it; {@link #OPEN} if none does. */
  int end(int section) {
    return chunks[section >> CHUNK_BITS][at(section) + END];
  }

  /** {@code lock * 2 + (shared ? 1 : 0)}. */
  int lock(int section) {
    return chunks[section >> CHUNK_BITS][at(section) + LOCK];
  }

  /** Place in the order of the trace among the sections of the same lock. */
  int order(int section) {
    return chunks[section >> CHUNK_BITS][at(section) + ORDER];
  }

  private static int at(int section) {
    return (section & CHUNK - 1) * WIDTH;
  }

  private void makeRoom() {
    int last = chunks.length - 1;
    if (room < CHUNK) {
      room *= 4;
      chunks[last] = Arrays.copyOf(chunks[last], room * WIDTH);
    } else {
      room += CHUNK;
      chunks = Arrays.copyOf(chunks, last + 2);
      chunks[last + 1] = new int[CHUNK * WIDTH];
    }
  }

  /** How many sections begin before this event of the thread, given that {@code from} do. */
  int countBefore(int from, int event) {
    int low = from;
    int step = 1;
    while (low + step <= size && begin(low + step - 1) < event) {
      low += step;
      step <<= 1;
    }
    int high = Math.min(size, low + step - 1);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (begin(middle) < event) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * The sections that are open after {@code events} events of the thread, of which the first {@code
   * begun} sections are begun.
   */
  void openAt(int events, int begun, IntList into) {
    into.clear();
    if (begun == 0) {
      return;
    }
    int last = begun - 1;
    int left = chunks[last >> CHUNK_BITS][at(last) + DEPTH];
    if (end(last) >= events) {
      into.add(last);
    }
    // what was open then is on the way up; what is on the way up and was not open then has ended
    for (int at = outer(last); at >= 0 && left > 0; at = outer(at)) {
      int end = end(at);
      if (end > begin(last)) {
        left--;
        if (end >= events) {
          into.add(at);
        }
      }
    }
  }

  private int outer(int section) {
    return chunks[section >> CHUNK_BITS][at(section) + OUTER];
  }

  /**
   * The place in the order of the trace of the last section of a group among the first {@code
   * count} sections of the thread; -1 if there is none.
   *
   * @param group its number
   * @param stamp names a series of questions with ascending counts
   */
  int lastOrder(int group, int count, int stamp) {
    return byLock.lastOrder(group, count, stamp);
  }

  /**
   * Makes the groups of sections with the same lock and mode.
   *
   * @param scratch two places for each lock of the trace, all 0 before and after
   * @return the lock with its mode of each group
   */
  int[] sort(int[] scratch) {
    byLock = new SectionsByLock(this, scratch);
    return byLock.locks();
  }
}
