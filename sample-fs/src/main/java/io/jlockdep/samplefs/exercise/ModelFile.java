package io.jlockdep.samplefs.exercise;

import java.util.Arrays;

/** What a file must hold. */
final class ModelFile {
  private byte[] bytes = new byte[0];

  int size() {
    return bytes.length;
  }

  void write(int pos, byte[] data) {
    resize(Math.max(bytes.length, pos + data.length));
    System.arraycopy(data, 0, bytes, pos, data.length);
  }

  void resize(int size) {
    bytes = Arrays.copyOf(bytes, size);
  }

  void zero(int from, int to) {
    Arrays.fill(bytes, Math.min(from, bytes.length), Math.min(to, bytes.length), (byte) 0);
  }

  /** The bytes of a read: less than {@code length} at the end of the file. */
  byte[] read(int pos, int length) {
    int from = Math.min(pos, bytes.length);
    return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + length));
  }

  /** Whether the bytes from {@code from} on are zeros up to {@code to}. */
  boolean isZero(int from, int to) {
    for (int i = from; i < Math.min(to, bytes.length); i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
