package io.jlockdep.verifier.read;

import io.jlockdep.verifier.model.LongIntMap;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Names as bytes, a number for each, in the order in which they were first met. */
final class ByteNames {
  /** The answer for a name that is not there. */
  static final int UNKNOWN = -1;

  /** In place of the key of a name that may be longer; no name has it. */
  static final long LONG = -1;

  private static final int SHORT = 7;

  /** Bytes behind a name that may be read. */
  static final int SLACK = Long.BYTES;

  private byte[] pool = new byte[1 << 10];
  private int[] starts = new int[1 << 6];
  private final LongIntMap shortNames = new LongIntMap(); // names of at most seven bytes
  private int[] hashes = new int[1 << 6]; // of the long names
  private int[] table = new int[1 << 8]; // number + 1 of a long name; 0 is a free place
  private int longNames;
  private int size;

  /**
   * The number of a name, which is taken up if it is new. Behind the name the array must have
   * {@link #SLACK} more bytes, whatever they are.
   */
  int number(byte[] bytes, int from, int to) {
    return number(LONG, bytes, from, to);
  }

  /**
   * The same.
   *
   * @param key the {@link #key} of the name; {@link #LONG} if that was not looked at
   */
  int number(long key, byte[] bytes, int from, int to) {
    int number = shortNames.get(key);
    return number == LongIntMap.NONE ? further(bytes, from, to) : number;
  }

  private int further(byte[] bytes, int from, int to) {
    if (to - from > SHORT) {
      return longNumber(bytes, from, to);
    }
    long key = key(ByteSearch.eight(bytes, from), to - from);
    int number = shortNames.get(key);
    if (number == LongIntMap.NONE) {
      number = add(bytes, from, to);
      shortNames.put(key, number);
    }
    return number;
  }

  /** The number of a name, or {@link #UNKNOWN}; behind it there must be as many bytes. */
  int find(byte[] bytes, int from, int to) {
    return to - from > SHORT
        ? table[place(bytes, from, to, hash(bytes, from, to))] - 1
        : shortNames.get(key(ByteSearch.eight(bytes, from), to - from));
  }

  /** A name of at most seven bytes, with its length; never {@link #LONG}. */
  static long key(long eight, int length) {
    return eight & ~(-1L << (length << 3)) | (long) length << 56;
  }

  int size() {
    return size;
  }

  String name(int number) {
    return new String(
        pool, starts[number], starts[number + 1] - starts[number], StandardCharsets.UTF_8);
  }

  private int longNumber(byte[] bytes, int from, int to) {
    int hash = hash(bytes, from, to);
    int place = place(bytes, from, to, hash);
    if (table[place] != 0) {
      return table[place] - 1;
    }
    int number = add(bytes, from, to);
    if (number >= hashes.length) {
      hashes = Arrays.copyOf(hashes, starts.length);
    }
    hashes[number] = hash;
    table[place] = number + 1;
    if (++longNames * 2 > table.length) {
      grow();
    }
    return number;
  }

  private static int hash(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + bytes[i];
    }
    return hash;
  }

  private int place(byte[] bytes, int from, int to, int hash) {
    int mask = table.length - 1;
    int place = (hash * 0x9e3779b9 >>> 7) & mask;
    while (table[place] != 0) {
      int number = table[place] - 1;
      if (hashes[number] == hash
          && Arrays.equals(pool, starts[number], starts[number + 1], bytes, from, to)) {
        return place;
      }
      place = (place + 1) & mask;
    }
    return place;
  }

  private void grow() {
    int[] old = table;
    table = new int[old.length * 2];
    int mask = table.length - 1;
    for (int each : old) {
      if (each != 0) {
        int place = (hashes[each - 1] * 0x9e3779b9 >>> 7) & mask;
        while (table[place] != 0) {
          place = (place + 1) & mask;
        }
        table[place] = each;
      }
    }
  }

  private int add(byte[] bytes, int from, int to) {
    int end = starts[size] + to - from;
    if (end > pool.length) {
      pool =
          Arrays.copyOf(
              pool, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(end, pool.length * 2L)));
    }
    System.arraycopy(bytes, from, pool, starts[size], to - from);
    if (size + 2 > starts.length) {
      starts = Arrays.copyOf(starts, starts.length * 2);
    }
    starts[++size] = end;
    return size - 1;
  }
}
