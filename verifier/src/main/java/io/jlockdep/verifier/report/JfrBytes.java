package io.jlockdep.verifier.report;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes of a JFR chunk: numbers in groups of seven bits, strings as UTF-8. */
final class JfrBytes {
  private static final int UTF_8 = 3;
  private static final int SIZE_BYTES = 4;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  int length() {
    return bytes.size();
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  /** The lowest {@code count} bytes, the highest first. */
  JfrBytes fixed(long value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      bytes.write((int) (value >>> (8 * i)));
    }
    return this;
  }

  /** Any number; nine bytes at most. */
  JfrBytes number(long value) {
    long rest = value;
    for (int i = 0; i < 8; i++) {
      if ((rest & ~0x7fL) == 0) {
        bytes.write((int) rest);
        return this;
      }
      bytes.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
    return this;
  }

  JfrBytes flag(boolean value) {
    bytes.write(value ? 1 : 0);
    return this;
  }

  JfrBytes text(String value) {
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    bytes.write(UTF_8);
    number(encoded.length);
    bytes.writeBytes(encoded);
    return this;
  }

  JfrBytes append(JfrBytes other) {
    bytes.writeBytes(other.toBytes());
    return this;
  }

  /** Another's bytes after their size, which counts itself and always takes four bytes. */
  JfrBytes sized(JfrBytes body) {
    int size = body.length() + SIZE_BYTES;
    for (int i = 0; i < SIZE_BYTES; i++) {
      bytes.write(size >>> (7 * i) & 0x7f | (i < SIZE_BYTES - 1 ? 0x80 : 0));
    }
    return append(body);
  }
}
