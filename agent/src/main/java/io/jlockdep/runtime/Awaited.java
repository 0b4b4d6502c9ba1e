package io.jlockdep.runtime;

import java.lang.ref.ReferenceQueue;
import org.jspecify.annotations.Nullable;

/** What an object that is waited for is called in the recording; decided once for each object. */
final class Awaited extends WeakNode {
  private static final WeakTable TABLE = new WeakTable();

  private final LockInstance instance;

  /** Of a declared count; made when it is begun first. */
  private volatile @Nullable Beginners beginners;

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
      known.beginners().add(thread);
    }
  }

  /** A thread has ended it, perhaps for another that began it. */
  static void ended(Object event, int thread) {
    Awaited known = (Awaited) TABLE.find(event);
    if (known != null) {
      known.beginners().remove(thread);
    }
  }

  /** Whether a thread has begun a declared count and not ended it, as far as is known. */
  static boolean hasBegun(Object event, int thread) {
    Awaited known = (Awaited) TABLE.find(event);
    return known != null && known.beginners().has(thread);
  }

  private Beginners beginners() {
    Beginners known = beginners;
    if (known == null) {
      synchronized (this) {
        known = beginners;
        if (known == null) {
          known = new Beginners();
          beginners = known;
        }
      }
    }
    return known;
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
