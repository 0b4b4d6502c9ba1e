package io.jlockdep.runtime;

import java.lang.ref.ReferenceQueue;
import org.jspecify.annotations.Nullable;

/** What an object that is waited for is called in the recording; decided once for each object. */
final class Awaited extends WeakNode {
  private static final WeakTable TABLE = new WeakTable();

  /**
   * Of a declared count: so many threads are remembered that have begun it more often than they
   * have ended it; of more the last. A power of two.
   */
  private static final int BEGINNERS = 16;

  private final LockInstance instance;

  /** Ids of threads, and how often each has begun it; under the monitor of this object. */
  private int @Nullable [] beginners;

  private int @Nullable [] begun;

  /** Where the next one goes if there is no room. */
  private int next;

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
      known.add(thread);
    }
  }

  /** A thread has ended it, perhaps for another that began it. */
  static void ended(Object event, int thread) {
    Awaited known = (Awaited) TABLE.find(event);
    if (known != null) {
      known.remove(thread);
    }
  }

  /** Whether a thread has begun a declared count and not ended it, as far as is known. */
  static boolean hasBegun(Object event, int thread) {
    Awaited known = (Awaited) TABLE.find(event);
    return known != null && known.placeOf(thread) >= 0;
  }

  private synchronized void add(int thread) {
    int[] ids = beginners;
    int[] times = begun;
    if (ids == null || times == null) {
      ids = new int[BEGINNERS];
      times = new int[BEGINNERS];
      beginners = ids;
      begun = times;
    }
    int place = placeOf(thread);
    if (place < 0) {
      place = placeOf(0);
    }
    if (place < 0) {
      place = next;
      next = (next + 1) & (BEGINNERS - 1);
    }
    times[place] = ids[place] == thread ? times[place] + 1 : 1;
    ids[place] = thread;
  }

  private synchronized void remove(int thread) {
    int[] ids = beginners;
    int[] times = begun;
    int place = placeOf(thread);
    if (ids != null && times != null && place >= 0 && --times[place] <= 0) {
      ids[place] = 0;
    }
  }

  /** Where a thread is among those that have begun it, or -1; of 0 a free place. */
  private synchronized int placeOf(int thread) {
    int[] ids = beginners;
    for (int i = 0; ids != null && i < ids.length; i++) {
      if (ids[i] == thread) {
        return i;
      }
    }
    return -1;
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
