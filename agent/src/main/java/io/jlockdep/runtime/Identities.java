package io.jlockdep.runtime;

import java.lang.ref.ReferenceQueue;
import org.jspecify.annotations.Nullable;

/** A number for each object that a declared event has carried, without keeping it alive. */
final class Identities extends WeakNode {
  private static final WeakTable TABLE = new WeakTable();
  private static long last;

  private final long number;

  private Identities(Object key, long number, ReferenceQueue<Object> queue) {
    super(key, queue);
    this.number = number;
  }

  /** A whole number itself; 0 for null; else the object's number. */
  static long valueOf(@Nullable Object value) {
    if (value == null) {
      return 0;
    }
    if (value instanceof Long) {
      return (Long) value;
    }
    WeakNode known = TABLE.find(value);
    if (known == null) {
      synchronized (TABLE) {
        known = TABLE.findLocked(value);
        if (known == null) {
          known = new Identities(value, ++last, TABLE.queue);
          TABLE.add(known);
        }
      }
    }
    return ((Identities) known).number;
  }
}
