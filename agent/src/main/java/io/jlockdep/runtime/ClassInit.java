package io.jlockdep.runtime;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The initialisation of one class, which is a lock: the thread that initialises the class holds it,
 * and who uses the class meanwhile waits. Only classes whose static initialisers need one another,
 * as far as their code says, are looked at; for all others it can never close a cycle.
 *
 * <p>A static initialiser runs once, so that a run sees each need once, in the order that its first
 * user gave to it. A thread that uses the class later would have had the same needs if it had come
 * first; it is recorded as having them, unless the class was initialised before the thread began by
 * one of those who brought it about: then it cannot come first.
 */
final class ClassInit {
  private static final int MAX_NEEDS = 16;

  /** So many uses of one class are looked at. */
  private static final int USES = 10_000;

  private static final ClassValue<ClassInit> ALL =
      new ClassValue<ClassInit>() {
        @Override
        protected ClassInit computeValue(Class<?> type) {
          return new ClassInit(type);
        }
      };

  /** Sites where no use is looked at any more. Racy on purpose: it only saves work. */
  private static boolean[] sitesDone = new boolean[64];

  private static final @Nullable Object UNSAFE = unsafe();
  private static final @Nullable Method SHOULD_BE_INITIALIZED = shouldBeInitialized();

  final LockRef lock;
  private final Need[] needs = new Need[MAX_NEEDS];
  private volatile int count;
  private volatile boolean done;
  private int initializer;
  private int lastThreadBefore;
  private int usesLeft = USES;
  private int lastUser;

  /** Another class that this one's initialiser needs. Refers to no class. */
  private static final class Need {
    final LockRef lock;
    final int site;

    Need(LockRef lock, int site) {
      this.lock = lock;
      this.site = site;
    }
  }

  private ClassInit(Class<?> type) {
    String name = "Class<".concat(LockClass.typeName(type)).concat(">.<clinit>");
    int lockClass = LockClass.of(name, "class", LockKind.LOCK, false, "java.lang.Class");
    LockInstance instance = new LockInstance(LockKind.LOCK, "java.lang.Class", lockClass, 0);
    lock = new LockRef(type, instance, Acquire.EXCLUSIVE, null);
  }

  static ClassInit of(Class<?> type) {
    return ALL.get(type);
  }

  void begin(HeldLocks held, Class<?> type, int site) {
    initializer = held.thread;
    int stack = held.acquiring(lock, type, Acquire.BLOCKING, site);
    held.acquired(lock, type, Acquire.BLOCKING, site, stack);
  }

  void end(HeldLocks held, Class<?> type, int site) {
    held.releasingLock(type, site);
    lastThreadBefore = ThreadFacts.lastId();
    done = true;
  }

  /** Code of {@code self}, which is this one's class, is about to use {@code other}. */
  void need(HeldLocks held, Class<?> self, Class<?> other, int site) {
    if (done || initializer != held.thread) {
      return;
    }
    ClassInit init = of(other);
    add(init.lock, site);
    if (self.isAssignableFrom(other)) {
      // Perhaps this one is initialised only because the subclass is: that is not seen from here.
      return;
    }
    held.acquiring(init.lock, other, Acquire.BLOCKING, site);
    if (!shouldBeInitialized(other)) {
      held.abandoned();
    }
  }

  /** The initialiser of a class needs its superclass first. */
  void needSuper(Class<?> superclass, int site) {
    add(of(superclass).lock, site);
  }

  private synchronized void add(LockRef needed, int site) {
    for (int i = 0; i < count; i++) {
      if (needs[i].lock == needed) {
        return;
      }
    }
    if (count < MAX_NEEDS) {
      needs[count] = new Need(needed, site);
      count++;
    }
  }

  /** A thread is in a static method or a constructor of the class. */
  void used(HeldLocks held, Class<?> type, int site) {
    if (!done || lastUser == held.thread) {
      return;
    }
    if (usesLeft <= 0) {
      setDone(site);
      return;
    }
    usesLeft--;
    lastUser = held.thread;
    if (!mightHaveComeFirst(held)) {
      return;
    }
    int stack = held.acquiring(lock, type, Acquire.BLOCKING, site);
    held.acquired(lock, type, Acquire.BLOCKING, site, stack);
    for (int i = 0; i < count; i++) {
      Need need = needs[i];
      Object needed = need.lock.get();
      if (needed != null) {
        held.acquiring(need.lock, needed, Acquire.BLOCKING, need.site);
        held.abandoned();
      }
    }
    held.releasingLock(type, site);
  }

  /** Whether so many uses of the class have been looked at that those at a site are not. */
  static boolean isDone(int site) {
    boolean[] sites = sitesDone;
    return site < sites.length && sites[site];
  }

  /** A site that another class has taken over. */
  static synchronized void forget(int site) {
    if (site < sitesDone.length) {
      sitesDone[site] = false;
    }
  }

  private static synchronized void setDone(int site) {
    if (site >= sitesDone.length) {
      sitesDone = Arrays.copyOf(sitesDone, Math.max(site + 1, sitesDone.length * 2));
    }
    sitesDone[site] = true;
  }

  private boolean mightHaveComeFirst(HeldLocks held) {
    if (held.thread == initializer) {
      return false;
    }
    if (held.thread <= lastThreadBefore) {
      return true;
    }
    for (int ancestor : held.ancestors) {
      if (ancestor == initializer) {
        return false;
      }
    }
    return held.ancestors.length > 0; // else nobody knows who brought it about
  }

  private static boolean shouldBeInitialized(Class<?> type) {
    Method method = SHOULD_BE_INITIALIZED;
    if (method == null) {
      return false;
    }
    try {
      return (Boolean) method.invoke(UNSAFE, type);
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  private static @Nullable Object unsafe() {
    try {
      return Class.forName("jdk.internal.misc.Unsafe").getMethod("getUnsafe").invoke(null);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  private static @Nullable Method shouldBeInitialized() {
    try {
      return Class.forName("jdk.internal.misc.Unsafe")
          .getMethod("shouldBeInitialized", Class.class);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }
}
