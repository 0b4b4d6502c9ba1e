package io.jlockdep.runtime;

import java.lang.management.LockInfo;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which lock of ours is the one of which the JVM tells only the class and the identity hash; a lock
 * that no hook has ever seen gets a class by its type.
 */
final class JvmLocks {
  private final Map<String, LockInstance> strangers = new HashMap<>();

  /** What the thread waits for. */
  Held asked(HeldLocks held, LockInfo wanted, boolean isMonitor, StackTraceElement[] frames) {
    Held ask = held.askedCopy();
    if (ask != null && (isSame(ask.lock, wanted) || isShortAsk(ask, isMonitor))) {
      if (ask.instance == null && ask.lock == null) {
        ask.instance = find(wanted, isMonitor);
      }
      return ask;
    }
    int at = 0;
    while (at < frames.length - 1 && isParking(frames[at].getClassName())) {
      at++;
    }
    return held(wanted, isMonitor, frames, at);
  }

  /** An ask that does not know its monitor: the thread can be blocked nowhere else. */
  private static boolean isShortAsk(Held ask, boolean isMonitor) {
    return isMonitor && LiveMonitors.isUnknown(ask);
  }

  /** A monitor that was entered in the frame at {@code depth}. */
  Held monitor(LockInfo monitor, StackTraceElement[] frames, int depth) {
    StackTraceElement[] there = new StackTraceElement[frames.length - depth];
    System.arraycopy(frames, depth, there, 0, there.length);
    Held held = held(monitor, true, frames, depth);
    held.stack = Stacks.id(Stacks.withoutOwn(there));
    return held;
  }

  private Held held(LockInfo lock, boolean isMonitor, StackTraceElement[] frames, int at) {
    Held held = new Held();
    LockInstance instance = find(lock, isMonitor);
    held.instance = instance;
    held.lockClass = instance.lockClass;
    held.isMonitor = isMonitor;
    held.mode = Acquire.EXCLUSIVE;
    held.how = Acquire.BLOCKING;
    held.site = at < frames.length ? Site.found(frames[at]) : 0;
    return held;
  }

  /** Our instance of it. */
  LockInstance find(LockInfo lock, boolean isMonitor) {
    for (WeakNode node : Threads.TABLE.snapshot()) {
      for (Held entry : ((HeldLocks) node).snapshot()) {
        if (entry.isMonitor == isMonitor && isSame(entry.lock, lock) && entry.instanceId() != 0) {
          LockInstance known = entry.instance;
          if (known != null) {
            return known;
          }
        }
      }
    }
    for (WeakNode node : (isMonitor ? Instances.MONITORS : Instances.LOCKS).snapshot()) {
      if (isSame(node.get(), lock)) {
        return ((LockRef) node).instance;
      }
    }
    String type = lock.getClassName();
    String key = type.concat("@").concat(Integer.toHexString(lock.getIdentityHashCode()));
    LockInstance stranger = strangers.get(key);
    if (stranger == null) {
      String name = nameOf(type);
      LockKind kind = isMonitor ? LockKind.MONITOR : kindOf(name);
      int lockClass = LockClass.of(name, "type", kind, isGeneral(name), name);
      stranger = new LockInstance(kind, name, lockClass, 0);
      strangers.put(key, stranger);
    }
    return stranger;
  }

  /** The JVM names the inner synchronizer of a lock of {@code java.util.concurrent}. */
  static boolean isSame(@Nullable Object lock, LockInfo told) {
    if (lock == null) {
      return false;
    }
    int hash = told.getIdentityHashCode();
    String type = told.getClassName();
    if (System.identityHashCode(lock) == hash && lock.getClass().getName().equals(type)) {
      return true;
    }
    Object inner = LockViews.syncOf(lock);
    return inner != null
        && System.identityHashCode(inner) == hash
        && inner.getClass().getName().equals(type);
  }

  private static boolean isParking(String className) {
    return className.startsWith("jdk.internal.")
        || className.startsWith("java.util.concurrent.locks.");
  }

  /** {@code java.util.concurrent.locks.ReentrantLock$NonfairSync} is a {@code ReentrantLock}. */
  private static String nameOf(String type) {
    int dollar = type.indexOf('$');
    return dollar > 0 && type.startsWith("java.util.concurrent.locks.")
        ? type.substring(0, dollar)
        : type;
  }

  private static LockKind kindOf(String name) {
    switch (name) {
      case "java.util.concurrent.locks.ReentrantLock":
        return LockKind.REENTRANT_LOCK;
      case "java.util.concurrent.locks.ReentrantReadWriteLock":
        return LockKind.RW_LOCK;
      default:
        return LockKind.LOCK;
    }
  }

  private static boolean isGeneral(String type) {
    return type.startsWith("java.")
        || type.startsWith("javax.")
        || type.startsWith("jdk.")
        || type.startsWith("sun.")
        || type.startsWith("[");
  }
}
