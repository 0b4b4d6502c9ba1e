package io.jlockdep.runtime;

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
  public static void monitorEntering(Object monitor, int site) {}

  /** Just after {@code monitorenter}: what the thread was entering is held now. */
  public static void monitorEntered() {}

  /** Just before {@code monitorexit}. */
  public static void monitorExiting(Object monitor, int site) {}

  /**
   * Just after a lock object, or a plain object that goes straight into a field, was constructed;
   * the site carries its name.
   */
  public static void constructed(Object lock, int site) {}

  /**
   * Just before {@code value} is stored into a field that the spec file gives a lock name; {@code
   * lockName} is its id.
   */
  public static void stored(Object value, int lockName) {}

  /** On entry of a declared acquire or try method. */
  public static void declaredAcquiring(Object lock, int declaration) {}

  /**
   * On normal return of a declared acquire method ({@code true}) or with the result of a declared
   * try method.
   */
  public static void declaredAcquired(Object lock, int declaration, boolean success) {}

  /** A declared acquire or try method ends by an exception. */
  public static void declaredAbandoned(Object lock, int declaration) {}

  /** On entry of a declared release method. */
  public static void declaredReleasing(Object lock, int declaration) {}

  /** On exit, normal or not, of any declared method: its body is looked into no longer. */
  public static void declaredLeaving(Object lock, int declaration) {}

  /** On entry of a declared operation. */
  public static void operationBegin(int operation) {}

  /** On return of a declared operation, normal or by an exception. */
  public static void operationEnd(int operation) {}
}
