package io.jlockdep.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Learns whether what is locked at one site is always the same, so that the short way may be taken
 * there. Racy on purpose: a lost count only delays that.
 */
final class Settling {
  /**
   * Less than what makes the JVM profile a method (200 calls), so that the JIT finds the long way
   * never taken.
   */
  private static final int LOOKS = 64;

  /** A site where nothing lasts is left alone after so many changes. */
  private static final int ROUNDS = 64;

  /** How often in a row the same was seen, and how often that began anew. */
  private byte looks;

  private byte rounds;
  private boolean mixed;
  private int seenClass;
  private @Nullable SettledMonitor candidate;
  private @Nullable LockRef seenRef;

  /** Of monitors of a general type that nothing is known of yet: the type and the class. */
  private @Nullable Unknown unknown;

  /**
   * A monitor was taken in the long way. What may take the short way from now on, after the same
   * often enough: all monitors of a type, if the type or the field says the class, else this one
   * object.
   */
  @Nullable SettledMonitor saw(Site site, Object monitor, int lockClass, boolean byInstance) {
    if (hasGivenUp()) {
      return null;
    }
    if (lockClass != seenClass && seenClass != 0) {
      mixed = true;
    }
    boolean byType = !byInstance || (!mixed && site.saysClass());
    SettledMonitor next = candidate;
    if (next == null || next.byType != byType || !next.covers(monitor) || lockClass != seenClass) {
      seenClass = lockClass;
      candidate = new SettledMonitor(monitor, byType, site.isFresh(), lockClass);
      looks = 0;
      rounds++;
    } else if (++looks >= LOOKS) {
      looks = 0;
      return next;
    }
    return null;
  }

  /** The same for a lock of the JDK: whether it may. */
  boolean saw(LockRef used) {
    if (hasGivenUp()) {
      return false;
    }
    if (used != seenRef) {
      seenRef = used;
      looks = 0;
      rounds++;
    } else if (++looks >= LOOKS) {
      looks = 0;
      return true;
    }
    return false;
  }

  /** Nothing lasts here. */
  boolean hasGivenUp() {
    return rounds > ROUNDS;
  }

  /** The class of a monitor of a general type that nothing is known of yet. */
  int unknownClass(Site site, TypeKey key, Object monitor) {
    Unknown known = unknown;
    if (known == null || known.key != key || monitor instanceof Class<?>) {
      HeldLocks held = Threads.current();
      held.guardOn();
      try {
        known = new Unknown(key, Instances.monitorClass(monitor, site, false));
        unknown = known.lockClass == 0 ? null : known; // not for ever what the self-check gets
      } finally {
        held.guardOff();
      }
    }
    return known.lockClass;
  }

  /** Monitors of one general type that are met at a site for the first time. */
  private static final class Unknown {
    final TypeKey key;
    final int lockClass;

    Unknown(TypeKey key, int lockClass) {
      this.key = key;
      this.lockClass = lockClass;
    }
  }
}
