package io.jlockdep.runtime;

import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * Which lock an object is or leads to, decided once for each object. Monitors and locks are kept
 * apart: the monitor of a {@code ReentrantLock} is another lock than the lock itself.
 */
final class Instances {
  static final WeakTable LOCKS = new WeakTable();
  static final WeakTable MONITORS = new WeakTable();

  /** Names given by {@link Control#lockName}, by id. */
  private static volatile String[] names = {""};

  /** Kinds of the lock types of the spec file. */
  private static final Map<String, LockKind> DECLARED_TYPES = new HashMap<>();

  private Instances() {}

  /**
   * The lock behind a {@link Lock}, {@link Semaphore} or {@link StampedLock}, used at that site.
   */
  static LockRef lock(Object lock, Site site) {
    LockRef known = (LockRef) LOCKS.find(lock);
    if (known == null) {
      synchronized (LOCKS) {
        known = (LockRef) LOCKS.findLocked(lock);
        known = known != null ? known : addLock(lock, kindOf(lock), site, false);
      }
    }
    LockInstance instance = known.instance;
    if (instance.lockClass == 0) { // first met in the self-check, of which nothing is told
      instance.reclass(lockClass(lock, instance.kind, site, false));
    }
    return known;
  }

  /**
   * The instance behind a monitor; {@code lockClass} is its class if nothing is known of it yet.
   */
  static LockInstance specificMonitor(Object monitor, int lockClass) {
    return monitor(monitor, lockClass).instance;
  }

  /** By what the monitor of an object is found; its class as above. */
  static LockRef monitor(Object monitor, int lockClass) {
    LockRef known = (LockRef) MONITORS.find(monitor);
    if (known == null) {
      synchronized (MONITORS) {
        known = (LockRef) MONITORS.findLocked(monitor);
        known = known != null ? known : addMonitor(monitor, lockClass);
      }
    }
    if (known.instance.lockClass == 0) {
      known.instance.reclass(lockClass);
    }
    return known;
  }

  /** The lock that an object of a declared type is. */
  static LockRef declared(Object lock, LockKind kind) {
    LockRef known = (LockRef) LOCKS.find(lock);
    if (known != null) {
      return known;
    }
    synchronized (LOCKS) {
      known = (LockRef) LOCKS.findLocked(lock);
      return known != null ? known : addLock(lock, kind, Site.at(0), false);
    }
  }

  /** A thread has made an object at a site that knows its name; it may be a lock. */
  static void constructed(Object lock, int siteId, HeldStack maker) {
    LockInstance made = constructed(lock, Site.at(siteId));
    if (made != null) {
      made.maker = maker.thread;
      made.madeAt = maker.acquisitions;
    }
  }

  /** An object is stored at a site that knows the field's name; it may be a lock. */
  static void named(Object lock, int siteId) {
    if (LOCKS.find(lock) == null) {
      constructed(lock, Site.at(siteId));
    }
  }

  /** The new instance; null if it is known already, or no lock of interest. */
  private static @Nullable LockInstance constructed(Object lock, Site site) {
    LockKind kind = kindOf(lock);
    if (kind != LockKind.MONITOR) {
      synchronized (LOCKS) {
        if (LOCKS.findLocked(lock) != null) {
          return null;
        }
        LockInstance made = addLock(lock, kind, site, true).instance;
        if (lock instanceof Semaphore && ((Semaphore) lock).availablePermits() <= 0) {
          made.markReleasedElsewhere(); // made to be released by others
        }
        return made;
      }
    }
    if (LockClass.isGeneral(lock.getClass())) {
      synchronized (MONITORS) {
        return MONITORS.findLocked(lock) == null
            ? addMonitor(lock, monitorClass(lock, site, true)).instance
            : null;
      }
    }
    return null;
  }

  /** An object is stored into a field to which the spec file gives a name. */
  static void stored(Object lock, int lockName) {
    String[] known = names;
    if (lockName <= 0 || lockName >= known.length) {
      return;
    }
    LockKind kind = kindOf(lock);
    String type = LockClass.typeName(lock.getClass());
    int lockClass = LockClass.of(known[lockName], "declared", kind, false, type);
    if (kind == LockKind.MONITOR) {
      TypeKey.of(lock.getClass()).byInstance = true;
      name(MONITORS, lock, kind, lockClass);
    } else {
      name(LOCKS, lock, kind, lockClass);
    }
  }

  /** {@code view} leads to the lock that {@code owner} is or leads to. */
  static void addView(Object owner, Object view, int mode, Site site) {
    if (LOCKS.find(view) != null) {
      return;
    }
    LockInstance instance = lock(owner, site).instance;
    synchronized (LOCKS) {
      if (LOCKS.findLocked(view) == null) {
        LOCKS.add(new LockRef(view, instance, mode, LOCKS.queue));
      }
    }
  }

  static synchronized int addName(String name) {
    String[] larger = new String[names.length + 1];
    System.arraycopy(names, 0, larger, 0, names.length);
    larger[names.length] = name;
    names = larger;
    return larger.length - 1;
  }

  static void declareType(String type, LockKind kind) {
    synchronized (DECLARED_TYPES) {
      DECLARED_TYPES.put(type, kind);
    }
  }

  static void sweep() {
    LOCKS.sweep();
    MONITORS.sweep();
  }

  private static void name(WeakTable table, Object lock, LockKind kind, int lockClass) {
    synchronized (table) {
      LockRef known = (LockRef) table.findLocked(lock);
      if (known == null) {
        if (kind == LockKind.MONITOR) {
          addMonitor(lock, lockClass);
        } else {
          addLock(lock, kind, lockClass);
        }
      } else if (known.instance.lockClass != lockClass) {
        known.instance.reclass(lockClass);
      }
    }
  }

  private static LockRef addMonitor(Object monitor, int lockClass) {
    String type = LockClass.typeName(monitor.getClass());
    LockInstance instance = new LockInstance(LockKind.MONITOR, type, lockClass, 0);
    LockRef ref = new LockRef(monitor, instance, Acquire.EXCLUSIVE, MONITORS.queue);
    MONITORS.add(ref);
    return ref;
  }

  private static LockRef addLock(Object lock, LockKind kind, Site site, boolean constructed) {
    Object owner = LockViews.ownerOf(lock);
    if (owner != null && owner != lock) {
      LockRef known = (LockRef) LOCKS.findLocked(owner);
      if (known == null) {
        known = addLock(owner, kind, lockClass(lock, kind, site, constructed));
      }
      LockRef view = new LockRef(lock, known.instance, LockViews.modeOf(lock), LOCKS.queue);
      LOCKS.add(view);
      return view;
    }
    return addLock(lock, kind, lockClass(lock, kind, site, constructed));
  }

  private static LockRef addLock(Object lock, LockKind kind, int lockClass) {
    int permits = 0;
    int mode = LockViews.modeOf(lock);
    if (lock instanceof Semaphore) {
      permits = Math.max(1, ((Semaphore) lock).availablePermits());
      mode = permits > 1 ? Acquire.SHARED : Acquire.EXCLUSIVE;
    }
    String type = LockClass.typeName(lock.getClass());
    LockInstance instance = new LockInstance(kind, type, lockClass, permits);
    LockRef ref = new LockRef(lock, instance, mode, LOCKS.queue);
    if (kind == LockKind.STAMPED_LOCK
        || kind == LockKind.DECLARED
        || kind == LockKind.DECLARED_REENTRANT) {
      ref.shared = new LockRef(lock, instance, Acquire.SHARED, null);
    }
    LOCKS.add(ref);
    Object inner = lock instanceof ReentrantReadWriteLock ? LockViews.syncOf(lock) : null;
    if (inner != null && LOCKS.findLocked(inner) == null) {
      LOCKS.add(new LockRef(inner, instance, Acquire.EXCLUSIVE, LOCKS.queue));
    }
    return ref;
  }

  static int monitorClass(Object monitor, Site site, boolean constructed) {
    if (monitor instanceof Class<?>) {
      String name = "Class<".concat(LockClass.typeName((Class<?>) monitor)).concat(">");
      return LockClass.of(name, "class", LockKind.MONITOR, false, "java.lang.Class");
    }
    return lockClass(monitor, LockKind.MONITOR, site, constructed);
  }

  private static int lockClass(Object lock, LockKind kind, Site site, boolean constructed) {
    String type = LockClass.typeName(lock.getClass());
    String declared = TypeKey.declaredName(type);
    if (declared != null) {
      return LockClass.of(declared, "declared", kind, false, type);
    }
    boolean general = LockClass.isGeneral(lock.getClass());
    if (kind == LockKind.MONITOR && !general) {
      return LockClass.of(type, "type", kind, false, type);
    }
    if (site.origin().equals("jdk")) {
      // Shared by all users of that class of the JDK: it says nothing of what it guards.
      String name = kind == LockKind.MONITOR || site.lockName.isEmpty() ? type : site.lockName;
      return LockClass.of(name, "type", kind, true, type);
    }
    if (!site.lockName.isEmpty()) {
      String origin = site.origin().isEmpty() ? "field" : site.origin();
      return LockClass.of(site.lockName, origin, kind, false, type);
    }
    if (constructed) {
      return LockClass.of(placed(type, site), "allocation", kind, false, type);
    }
    if (general) {
      return LockClass.of(placed(type, site), "type", kind, true, type);
    }
    return LockClass.of(type, "type", kind, false, type);
  }

  private static String placed(String type, Site site) {
    return site.id == 0
        ? type
        : type.concat("@").concat(site.place.className).concat(".").concat(site.place.method);
  }

  private static LockKind kindOf(Object lock) {
    if (lock instanceof ReentrantLock) {
      return LockKind.REENTRANT_LOCK;
    }
    if (lock instanceof ReentrantReadWriteLock
        || lock instanceof ReentrantReadWriteLock.ReadLock
        || lock instanceof ReentrantReadWriteLock.WriteLock) {
      return LockKind.RW_LOCK;
    }
    if (lock instanceof StampedLock || LockViews.isStampedView(lock)) {
      return LockKind.STAMPED_LOCK;
    }
    if (lock instanceof Semaphore) {
      return LockKind.SEMAPHORE;
    }
    if (lock instanceof FileChannel) {
      return LockKind.FILE_LOCK;
    }
    LockKind declared = declaredKind(lock.getClass());
    if (declared != null) {
      return declared;
    }
    return lock instanceof Lock ? LockKind.LOCK : LockKind.MONITOR;
  }

  private static @Nullable LockKind declaredKind(Class<?> type) {
    synchronized (DECLARED_TYPES) {
      if (DECLARED_TYPES.isEmpty()) {
        return null;
      }
      for (Class<?> c = type; c != null; c = c.getSuperclass()) {
        LockKind kind = DECLARED_TYPES.get(c.getName());
        if (kind != null) {
          return kind;
        }
      }
      return null;
    }
  }
}
