package io.jlockdep.runtime;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How monitors of one runtime class are classed: all alike by that class, or each instance by
 * itself. Refers to the class weakly, so that sites may remember it without pinning a class loader.
 */
final class TypeKey extends WeakNode {
  /** Lock names that the spec file gives to types. */
  private static final Map<String, String> DECLARED = new HashMap<>();

  /** Not a ClassValue, which takes some 500 bytes a class. */
  private static final WeakTable KEYS = new WeakTable();

  /** Whether each instance has a class of its own to be looked up. */
  volatile boolean byInstance;

  /**
   * Of a type that implements {@code Lock}: its lock is that of another one inside it, which is
   * seen by itself.
   */
  volatile boolean wraps;

  /** Of a type that implements {@code Lock}: it is a lock of its own. */
  volatile boolean ownLock;

  /** The class of all monitors of this type, 0 if general. */
  final int lockClass;

  private TypeKey(Class<?> type) {
    super(type, KEYS.queue);
    String name = LockClass.typeName(type);
    String declared = declaredName(name);
    if (declared != null) {
      lockClass = LockClass.of(declared, "declared", LockKind.MONITOR, false, name);
    } else if (LockClass.isGeneral(type)) {
      lockClass = 0;
      byInstance = true;
    } else {
      lockClass = LockClass.of(name, "type", LockKind.MONITOR, false, name);
    }
  }

  static TypeKey of(Class<?> type) {
    TypeKey known = (TypeKey) KEYS.find(type);
    return known == null ? add(type) : known;
  }

  private static TypeKey add(Class<?> type) {
    synchronized (KEYS) {
      TypeKey known = (TypeKey) KEYS.findLocked(type);
      if (known == null) {
        known = new TypeKey(type);
        KEYS.add(known);
      }
      return known;
    }
  }

  static void declare(String type, String lockName) {
    synchronized (DECLARED) {
      DECLARED.put(type, lockName);
    }
  }

  static @Nullable String declaredName(String type) {
    synchronized (DECLARED) {
      return DECLARED.get(type);
    }
  }
}
