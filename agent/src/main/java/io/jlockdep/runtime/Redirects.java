package io.jlockdep.runtime;

import java.lang.reflect.Method;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/** Which hook stands for a method of a lock that is called by reflection or a method handle. */
final class Redirects {
  private static final Class<?>[] HOOKS = {
    LockHooks.class,
    ReadWriteLockHooks.class,
    StampedLockHooks.class,
    SemaphoreHooks.class,
    ConditionHooks.class,
    MonitorWaitHooks.class
  };

  private static volatile Method @Nullable [] hooks;

  private Redirects() {}

  /** Whether a class may have such methods; quick. */
  static boolean mayConcern(Class<?> type) {
    return type == Object.class
        || Lock.class.isAssignableFrom(type)
        || type == Semaphore.class
        || type == StampedLock.class
        || ReadWriteLock.class.isAssignableFrom(type)
        || Condition.class.isAssignableFrom(type);
  }

  /** The hook that replaces calls of a method of {@code type}, or null. */
  static @Nullable Method find(Class<?> type, String name, Class<?>[] parameters) {
    Method[] all = hooks;
    if (all == null) {
      all = read();
      hooks = all;
    }
    for (Method hook : all) {
      if (hook.getName().equals(name) && replaces(hook, type, parameters)) {
        return hook;
      }
    }
    return null;
  }

  private static boolean replaces(Method hook, Class<?> type, Class<?>[] parameters) {
    Class<?>[] all = hook.getParameterTypes();
    if (all.length != parameters.length + 2) {
      return false;
    }
    for (int i = 0; i < parameters.length; i++) {
      if (all[i + 1] != parameters[i]) {
        return false;
      }
    }
    Replaces replaces = hook.getAnnotation(Replaces.class);
    return replaces.value() == Object.class
        ? type == Object.class
        : replaces.value().isAssignableFrom(type);
  }

  private static Method[] read() {
    java.util.List<Method> found = new java.util.ArrayList<>();
    for (Class<?> type : HOOKS) {
      for (Method method : type.getMethods()) {
        Replaces replaces = method.getAnnotation(Replaces.class);
        if (replaces != null && !replaces.isStatic() && replaces.type().isEmpty()) {
          found.add(method);
        }
      }
    }
    return found.toArray(new Method[0]);
  }
}
