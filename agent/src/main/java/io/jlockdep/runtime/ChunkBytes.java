package io.jlockdep.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Bytes as JFR's files have them: numbers in groups of seven bits, lowest first, and strings with
 * their encoding in front. Not thread-safe.
 */
final class ChunkBytes {
  private static final int EMPTY_STRING = 1;
  private static final int UTF8_STRING = 3;

  private byte[] bytes;
  private int length;

  ChunkBytes(int capacity) {
    bytes = new byte[capacity];
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  /** One byte. */
  void put(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  /** A big-endian number of that many bytes, as chunk headers have them. */
  void putFixed(long value, int size) {
    for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
      put((int) (value >> shift));
    }
  }

  /** A number in groups of seven bits, at most nine; the ninth has eight. */
  void putNumber(long value) {
    reserve(9);
    long rest = value;
    for (int group = 0; group < 8 && (rest & ~0x7fL) != 0; group++) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /** An {@code int}, whose sign is in bit 31. */
  void putInt(int value) {
    putNumber(value & 0xffff_ffffL);
  }

  void putString(String text) {
    if (text.isEmpty()) {
      put(EMPTY_STRING);
      return;
    }
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    put(UTF8_STRING);
    putInt(encoded.length);
    put(encoded, encoded.length);
  }

  void put(ChunkBytes other) {
    put(other.bytes, other.length);
  }

  /** An event: its size, the size's own bytes included, and what is in {@code body}. */
  void putSized(ChunkBytes body) {
    int own = 1;
    while (body.length + own >= 1L << (7 * own)) {
      own++;
    }
    putNumber((long) body.length + own);
    put(body);
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }

  private void put(byte[] from, int count) {
    reserve(count);
    System.arraycopy(from, 0, bytes, length, count);
    length += count;
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      byte[] larger = new byte[Math.max(bytes.length * 2, length + more)];
      System.arraycopy(bytes, 0, larger, 0, length);
      bytes = larger;
    }
  }
}
