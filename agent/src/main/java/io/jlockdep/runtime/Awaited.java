package io.jlockdep.runtime;

import java.lang.ref.ReferenceQueue;
import org.jspecify.annotations.Nullable;

/** What an object that is waited for is called in the recording; decided once for each object. */
final class Awaited extends WeakNode {
  private static final WeakTable TABLE = new WeakTable();

  /** Of a declared count: so many of the threads that began it last are remembered. */
  private static final int BEGINNERS = 16;

  private final LockInstance instance;

  /** Ids of threads, 0 where there is none; written under the monitor of this object. */
  private int @Nullable [] beginners;

  private int beginnings;

  private Awaited(Object event, LockInstance instance, ReferenceQueue<Object> queue) {
    super(event, queue);
    this.instance = instance;
  }

  /** The instance that an object is for waits and signals of that kind. */
  static LockInstance of(Object event, EventKind kind, Site site) {
    if (kind == EventKind.SEMAPHORE) {
      return Instances.lock(event, site).instance;
    }
    if (kind == EventKind.OBJECT_WAIT) {
      TypeKey key = TypeKey.of(event.getClass());
      return Instances.specificMonitor(
          event, key.byInstance ? site.monitorClass(key, event) : key.lockClass);
    }
    return of(event, kind.lockKind, "", site, true);
  }

  /**
   * The same for any kind of the dictionary.
   *
   * @param declared its name in the spec file, or empty
   * @param named whether the site's name is that of the event
   */
  static LockInstance of(Object event, LockKind kind, String declared, Site site, boolean named) {
    Awaited known = (Awaited) TABLE.find(event);
    if (known != null) {
      return known.instance;
    }
    synchronized (TABLE) {
      known = (Awaited) TABLE.findLocked(event);
      if (known == null) {
        String type = LockClass.typeName(event.getClass());
        int eventClass = eventClass(event, kind, declared, type, site, named);
        known = new Awaited(event, new LockInstance(kind, type, eventClass, 0), TABLE.queue);
        TABLE.add(known);
      }
      return known.instance;
    }
  }

  /** A thread has begun a declared count that is known already. */
  static void begun(Object event, int thread) {
    Awaited known = (Awaited) TABLE.find(event);
    if (known != null) {
      known.addBeginner(thread);
    }
  }

  /** Whether a thread is among the last that have begun a declared count. */
  static boolean hasBegun(Object event, int thread) {
    Awaited known = (Awaited) TABLE.find(event);
    return known != null && known.isBeginner(thread);
  }

  private synchronized void addBeginner(int thread) {
    if (!isBeginner(thread)) {
      int[] ids = beginners;
      if (ids == null) {
        ids = new int[BEGINNERS];
        beginners = ids;
      }
      ids[beginnings++ % BEGINNERS] = thread;
    }
  }

  private synchronized boolean isBeginner(int thread) {
    int[] ids = beginners;
    if (ids != null) {
      for (int id : ids) {
        if (id == thread) {
          return true;
        }
      }
    }
    return false;
  }

  static void sweep() {
    TABLE.sweep();
  }

  private static int eventClass(
      Object event, LockKind kind, String declared, String type, Site site, boolean named) {
    if (!declared.isEmpty()) {
      return LockClass.of(declared, "declared", kind, false, type);
    }
    String byType = TypeKey.declaredName(type);
    if (byType != null) {
      return LockClass.of(byType, "declared", kind, false, type);
    }
    if (named && !site.lockName.isEmpty()) {
      String origin = site.origin().isEmpty() ? "field" : site.origin();
      return LockClass.of(site.lockName, origin, kind, false, type);
    }
    if (!LockClass.isGeneral(event.getClass()) && !type.endsWith("$$Lambda")) {
      return LockClass.of(type, "type", kind, false, type);
    }
    String name =
        site.id == 0
            ? type
            : type.concat("@").concat(site.place.className).concat(".").concat(site.place.method);
    return LockClass.of(name, "type", kind, true, type);
  }
}
