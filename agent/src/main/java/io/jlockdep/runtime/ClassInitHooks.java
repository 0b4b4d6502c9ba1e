package io.jlockdep.runtime;

import io.jlockdep.vm.DontInline;

/**
 * What woven code calls around static initialisers that need one another, and where such classes
 * are used. No method throws.
 */
public final class ClassInitHooks {
  private ClassInitHooks() {}

  /** First in the static initialiser of {@code type}. */
  public static void begin(Class<?> type, int site) {
    HeldLocks held = HeldLocks.entering(type);
    if (held != null) {
      try {
        ClassInit init = ClassInit.of(type);
        Class<?> superclass = type.getSuperclass();
        if (superclass != null && !LockClass.isGeneral(superclass)) {
          init.needSuper(superclass, site);
        }
        init.begin(held, type, site);
      } catch (Throwable t) {
        Facts.lost(t);
      }
    }
  }

  /** Last in it, however it ends. */
  public static void end(Class<?> type, int site) {
    HeldLocks held = HeldLocks.entering(type);
    if (held != null) {
      try {
        ClassInit.of(type).end(held, type, site);
      } catch (Throwable t) {
        Facts.lost(t);
      }
    }
  }

  /** In the static initialiser of {@code type}, just before an instruction that uses another. */
  public static void needs(Class<?> type, Class<?> other, int site) {
    HeldLocks held = HeldLocks.entering(type);
    if (held != null) {
      try {
        ClassInit.of(type).need(held, type, other, site);
      } catch (Throwable t) {
        Facts.lost(t);
      }
    }
  }

  /** First in a static method or a constructor of {@code type}. */
  public static void used(Class<?> type, int site) {
    if (!ClassInit.isDone(site)) {
      usedLong(type, site);
    }
  }

  @DontInline
  private static void usedLong(Class<?> type, int site) {
    HeldLocks held = HeldLocks.entering(type);
    if (held != null) {
      try {
        ClassInit.of(type).used(held, type, site);
      } catch (Throwable t) {
        Facts.lost(t);
      }
    }
  }
}
