package io.jlockdep.runtime;

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
   * Just before {@code monitorenter}; {@code monitor} may be null (the instruction itself then
   * throws).
   */
  public static void monitorEntering(@Nullable Object monitor, int site) {
    HeldLocks held = HeldLocks.entering(monitor);
    if (held != null && monitor != null) {
      held.enteringMonitor(monitor, site);
    }
  }

  /** Just after {@code monitorenter}: what the thread was entering is held now. */
  public static void monitorEntered() {
    HeldLocks held = HeldLocks.entering(Hooks.class);
    if (held != null) {
      held.enteredMonitor();
    }
  }

  /** Just before {@code monitorexit}. */
  public static void monitorExiting(@Nullable Object monitor, int site) {
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
      held.constructed(lock, site);
    }
  }

  /**
   * Just before {@code value} is stored into a field that the spec file gives a lock name; {@code
   * lockName} is its id.
   */
  public static void stored(@Nullable Object value, int lockName) {
    HeldLocks held = HeldLocks.entering(value);
    if (held != null && value != null) {
      held.stored(value, lockName);
    }
  }

  /** On entry of a declared acquire or try method. */
  public static void declaredAcquiring(@Nullable Object lock, int declaration) {
    HeldLocks held = HeldLocks.enteringDeclared();
    if (held != null) {
      held.declaredAcquiring(lock, declaration);
    }
  }

  /**
   * On normal return of a declared acquire method ({@code true}) or with the result of a declared
   * try method.
   */
  public static void declaredAcquired(@Nullable Object lock, int declaration, boolean success) {
    HeldLocks held = HeldLocks.enteringDeclared();
    if (held != null) {
      held.declaredAcquired(lock, declaration, success);
    }
  }

  /** A declared acquire or try method ends by an exception. */
  public static void declaredAbandoned(@Nullable Object lock, int declaration) {
    HeldLocks held = HeldLocks.enteringDeclared();
    if (held != null) {
      held.declaredAcquired(lock, declaration, false);
    }
  }

  /** On entry of a declared release method. */
  public static void declaredReleasing(@Nullable Object lock, int declaration) {
    HeldLocks held = HeldLocks.enteringDeclared();
    if (held != null) {
      held.declaredReleasing(lock, declaration);
    }
  }

  /** On exit, normal or not, of any declared method: its body is looked into no longer. */
  public static void declaredLeaving(@Nullable Object lock, int declaration) {
    HeldLocks held = HeldLocks.enteringDeclared();
    if (held != null) {
      held.declaredLeaving();
    }
  }

  /** On entry of a declared operation. */
  public static void operationBegin(int operation) {
    HeldLocks held = HeldLocks.entering(Hooks.class);
    if (held != null) {
      held.operationBegin(operation);
    }
  }

  /** On return of a declared operation, normal or by an exception. */
  public static void operationEnd(int operation) {
    HeldLocks held = HeldLocks.entering(Hooks.class);
    if (held != null) {
      held.operationEnd(operation);
    }
  }
}
