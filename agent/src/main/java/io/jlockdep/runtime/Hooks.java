package io.jlockdep.runtime;

import io.jlockdep.vm.DontInline;
import org.jspecify.annotations.Nullable;

/**
 * What woven code calls around monitors, constructions, declared locks and declared operations.
 *
 * <p>Calls of JDK methods ({@code Lock.lock}, {@code FileChannel.force}, ...) are replaced instead,
 * by the methods marked {@link Replaces} in the other hook classes. No method here throws; all may
 * be called by any thread at any time, also before the runtime has been started (they then do
 * nothing).
 */
public final class Hooks {
  private Hooks() {}

  /**
   * Just before {@code monitorenter}, the short way; the monitor goes no further than this method.
   * Null if {@link #monitorEnteringLong} must be called, also if {@code monitor} is null.
   */
  public static @Nullable HeldLocks monitorEntering(@Nullable Object monitor, int site) {
    return monitor == null ? null : ShortWay.asking(monitor, site);
  }

  /** The long way; always null. */
  @DontInline
  public static @Nullable HeldLocks monitorEnteringLong(@Nullable Object monitor, int site) {
    HeldLocks held = HeldLocks.entering(monitor);
    if (held != null && monitor != null) {
      held.enteringMonitor(monitor, site);
    }
    return null;
  }

  /** Both in one, where the woven code has no room for a branch. */
  public static @Nullable HeldLocks monitorEnteringAnyWay(@Nullable Object monitor, int site) {
    HeldLocks held = monitorEntering(monitor, site);
    return held != null ? held : monitorEnteringLong(monitor, site);
  }

  /** On entry of a synchronized method whose class was loaded before it was woven; always null. */
  @DontInline
  public static @Nullable HeldLocks monitorTaken(@Nullable Object monitor, int site) {
    HeldLocks held = HeldLocks.entering(monitor);
    if (held != null && monitor != null) {
      held.tookMonitor(monitor, site);
    }
    return null;
  }

  /**
   * Just after {@code monitorenter}: what the thread was entering is held now.
   *
   * @param held what the entering hook gave; null after the long way. The JIT knows that where the
   *     long way was never taken, and so sees no call here that could throw.
   */
  public static void monitorEntered(@Nullable HeldLocks held) {
    if (held != null) {
      ShortWay.entered(held);
    } else {
      enteredLong();
    }
  }

  @DontInline
  private static void enteredLong() {
    HeldLocks held = HeldLocks.entering(Hooks.class);
    if (held != null) {
      held.enteredMonitor();
    }
  }

  /**
   * Just before {@code monitorexit} of a monitor that was entered at the site {@code entered}, the
   * short way; false if {@link #monitorExitingLong} must be called.
   */
  public static boolean monitorExiting(int entered, int site) {
    return ShortWay.exited(entered, site);
  }

  /** The long way. */
  @DontInline
  public static void monitorExitingLong(@Nullable Object monitor, int site) {
    HeldLocks held = HeldLocks.entering(monitor);
    if (held != null && monitor != null) {
      held.exitingMonitor(monitor, site);
    }
  }

  /**
   * Just after a lock object, or a plain object that goes straight into a field, was constructed;
   * the site carries its name.
   */
  public static void constructed(@Nullable Object lock, int site) {
    HeldLocks held = HeldLocks.entering(lock);
    if (held != null && lock != null) {
      held.guardOn();
      try {
        Instances.constructed(lock, site, held);
      } catch (Throwable t) {
        Facts.lost(t);
      } finally {
        held.guardOff();
      }
    }
  }

  /** Just before {@code lock} is stored into a field whose name it gets if it has none yet. */
  public static void named(@Nullable Object lock, int site) {
    HeldLocks held = HeldLocks.entering(lock);
    if (held != null && lock != null) {
      held.guardOn();
      try {
        Instances.named(lock, site);
      } catch (Throwable t) {
        Facts.lost(t);
      } finally {
        held.guardOff();
      }
    }
  }

  /**
   * Just before {@code value} is stored into a field that the spec file gives a lock name; {@code
   * lockName} is its id.
   */
  public static void stored(@Nullable Object value, int lockName) {
    HeldLocks held = HeldLocks.entering(value);
    if (held != null && value != null) {
      held.guardOn();
      try {
        Instances.stored(value, lockName);
      } catch (Throwable t) {
        Facts.lost(t);
      } finally {
        held.guardOff();
      }
    }
  }

  /**
   * Just before a field that holds {@code old}, and that is used as a lock, is given {@code value};
   * the site carries the field's name. A field that is cleared leaves nobody with another lock.
   */
  public static void replacing(@Nullable Object value, @Nullable Object old, int site) {
    HeldLocks held = value == old || value == null ? null : HeldLocks.entering(old);
    if (held != null && old != null) {
      Misuses.replaced(held, old, site);
    }
  }

  /** On entry of a declared acquire or try method. */
  public static void declaredAcquiring(@Nullable Object lock, int declaration) {
    HeldLocks held = HeldLocks.enteringDeclared();
    if (held != null) {
      DeclaredLocks.acquiring(held, lock, declaration);
    }
  }

  /**
   * On normal return of a declared acquire method ({@code true}) or with the result of a declared
   * try method.
   */
  public static void declaredAcquired(@Nullable Object lock, int declaration, boolean success) {
    HeldLocks held = HeldLocks.enteringDeclared();
    if (held != null) {
      DeclaredLocks.acquired(held, lock, declaration, success);
    }
  }

  /** A declared acquire or try method ends by an exception. */
  public static void declaredAbandoned(@Nullable Object lock, int declaration) {
    HeldLocks held = HeldLocks.enteringDeclared();
    if (held != null) {
      DeclaredLocks.acquired(held, lock, declaration, false);
    }
  }

  /** On entry of a declared release method. */
  public static void declaredReleasing(@Nullable Object lock, int declaration) {
    HeldLocks held = HeldLocks.enteringDeclared();
    if (held != null) {
      DeclaredLocks.releasing(held, lock, declaration);
    }
  }

  /** On exit, normal or not, of any declared method: its body is looked into no longer. */
  public static void declaredLeaving(@Nullable Object lock, int declaration) {
    HeldLocks held = HeldLocks.enteringDeclared();
    if (held != null) {
      DeclaredLocks.leaving(held);
    }
  }

  /** On entry of a declared operation. */
  public static void operationBegin(int operation) {
    HeldLocks held = HeldLocks.entering(Hooks.class);
    if (held != null) {
      HeldLocks.reserve(HeldLocks.RESERVED_FRAMES);
      held.spans.begin(operation);
      held.careful(HeldStack.INSIDE, true);
      if (Control.trace) {
        held.trace.operation(operation, true);
      }
    }
  }

  /** On return of a declared operation, normal or by an exception. */
  public static void operationEnd(int operation) {
    HeldLocks held = HeldLocks.entering(Hooks.class);
    if (held != null) {
      if (held.spans.end(operation) && Control.trace) {
        held.trace.operation(operation, false);
      }
      held.careful(HeldStack.INSIDE, held.spans.isInside());
    }
  }
}
