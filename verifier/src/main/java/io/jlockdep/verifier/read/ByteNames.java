package io.jlockdep.verifier.read;

import io.jlockdep.verifier.model.LongIntMap;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Names as bytes, a number for each, in the order in which they were first met. */
final class ByteNames {
  /** The answer for a name that is not there. */
  static final int UNKNOWN = -1;

  /** Bytes behind a name that may be read. */
  static final int SLACK = Long.BYTES;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] pool = new byte[1 << 10];
  private int[] starts = new int[1 << 6];
  private int[] hashes = new int[1 << 6];
  private int[] table = new int[1 << 8]; // number + 1; 0 is a free place
  private final LongIntMap shortNames = new LongIntMap(); // names that fit into a long
  private int size;

  private static int hash(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + bytes[i];
    }
    return hash;
  }

  /**
   * The number of a name, which is taken up if it is new. Behind the name the array must have
   * {@link #SLACK} more bytes, whatever they are.
   */
  int number(byte[] bytes, int from, int to) {
    if (to - from > 7) {
      int hash = hash(bytes, from, to);
      int place = place(bytes, from, to, hash);
      return table[place] == 0 ? add(bytes, from, to, hash, place) : table[place] - 1;
    }
    long key = packed(bytes, from, to);
    int number = shortNames.get(key);
    if (number == LongIntMap.NONE) {
      int hash = hash(bytes, from, to);
      number = add(bytes, from, to, hash, place(bytes, from, to, hash));
      shortNames.put(key, number);
    }
    return number;
  }

  /** The number of a name, or {@link #UNKNOWN}. */
  int find(byte[] bytes, int from, int to) {
    return table[place(bytes, from, to, hash(bytes, from, to))] - 1;
  }

  private static long packed(byte[] bytes, int from, int to) {
    long eight = (long) LONGS.get(bytes, from);
    int length = to - from;
    return eight & ~(-1L << (length << 3)) | (long) length << 56;
  }

  int size() {
    return size;
  }

  String name(int number) {
    return new String(
        pool, starts[number], starts[number + 1] - starts[number], StandardCharsets.UTF_8);
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

  private int add(byte[] bytes, int from, int to, int hash, int place) {
    int end = starts[size] + to - from;
    if (end > pool.length) {
      pool =
          Arrays.copyOf(
              pool, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(end, pool.length * 2L)));
    }
    System.arraycopy(bytes, from, pool, starts[size], to - from);
    if (size + 2 > starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    hashes[size] = hash;
    table[place] = size + 1;
    starts[++size] = end;
    if (size * 2 > table.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    table = new int[table.length * 2];
    int mask = table.length - 1;
    for (int number = 0; number < size; number++) {
      int place = (hashes[number] * 0x9e3779b9 >>> 7) & mask;
      while (table[place] != 0) {
        place = (place + 1) & mask;
      }
      table[place] = number + 1;
    }
  }
}
