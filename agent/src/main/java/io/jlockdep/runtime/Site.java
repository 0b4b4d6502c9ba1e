package io.jlockdep.runtime;

import io.jlockdep.runtime.event.Entry;
import io.jlockdep.runtime.event.SiteEvent;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in woven code. Carries what was learned there: the lock last seen, the type last seen,
 * the last stack. Those fields are racy on purpose; each value is checked before it is used.
 */
final class Site {
  /** The ids of sites are less: the stack of held locks has so many bits for them. */
  static final int MOST = 1 << 24;

  /** How many acquisitions at one site have their stacks taken although nothing else is held. */
  static final int STACKS = 16;

  private static final String[] ORIGINS = {"", "field", "allocation", "declared", "fresh", "jdk"};

  private static Site[] sites = {new Site(0, new Place("", "", ""), -1, "", "")};
  private static volatile int count = 1;
  private static final Map<String, Integer> FOUND = new HashMap<>();

  final int id;
  final Place place;
  final int line;

  /** The name of the lock that is used or made here, as far as the weaver knows; or empty. */
  final String lockName;

  /** Index into {@link #ORIGINS}: there are many sites. */
  private final byte origin;

  /** Only while contention is measured. */
  private @Nullable TimedStacks times;

  @Nullable TypeKey type;
  @Nullable LockRef ref;
  byte stacksTaken;
  int lastStack;

  /** What monitors taken here may take the short way, once that is known. */
  @Nullable SettledMonitor settled;

  /** The lock that may take the short way here, once it is known to be always the same. */
  @Nullable SettledLock settledLock;

  /** The object is needed here: nothing takes the short way. */
  private boolean keepsObjects;

  private @Nullable Settling settling;
  private volatile boolean told;

  private Site(int id, Place place, int line, String lockName, String origin) {
    this.id = id;
    this.place = place;
    this.line = line;
    this.lockName = lockName;
    int at = ORIGINS.length - 1;
    while (at > 0 && !ORIGINS[at].equals(origin)) {
      at--;
    }
    this.origin = (byte) at;
  }

  static synchronized int add(
      String className, String method, String file, int line, String lockName, String origin) {
    int id = count;
    if (id == MOST) {
      return 0;
    }
    Site[] table = sites;
    if (id == table.length) {
      Site[] larger = new Site[table.length * 2];
      System.arraycopy(table, 0, larger, 0, id);
      table = larger;
    }
    Site last = table[id - 1]; // often of the same class, so most strings are there already
    table[id] =
        new Site(
            id,
            last.place.next(className, method, file),
            line,
            last.lockName.equals(lockName) ? last.lockName : lockName.intern(),
            origin);
    sites = table;
    count = id + 1;
    return id;
  }

  /** Whether it is what {@link #add} would make of that. */
  boolean says(String className, String method, String file, int atLine, String name, String from) {
    return line == atLine
        && place.isOf(className, method)
        && place.file().equals(file)
        && lockName.equals(name)
        && origin().equals(from);
  }

  /** What was learned here is of objects that are gone; that the object is needed still holds. */
  void forget() {
    ClassInit.forget(id);
    type = null;
    ref = null;
    settled = null;
    settledLock = null;
    settling = null;
  }

  /** A site that was found on a stack. */
  static synchronized int found(StackTraceElement frame) {
    String key = Stacks.format(frame);
    Integer known = FOUND.get(key);
    if (known == null) {
      String file = frame.getFileName();
      known =
          add(
              frame.getClassName(),
              frame.getMethodName(),
              file == null ? "" : file,
              frame.getLineNumber(),
              "",
              "");
      FOUND.put(key, known);
    }
    return known;
  }

  /**
   * The site of that id; ids that were never given have the nameless site 0. Read without a fence:
   * who runs woven code has seen its class defined, which came after its sites.
   */
  static Site at(int id) {
    Site[] table = sites;
    if (id > 0 && id < table.length) {
      Site site = table[id];
      if (site != null) {
        return site;
      }
    }
    return table[0];
  }

  static int number() {
    return count - 1;
  }

  /** A monitor was taken here in the long way. */
  void settle(Object monitor, int lockClass, boolean byInstance) {
    SettledMonitor known = settled;
    if (keepsObjects || lockClass == 0 || id == 0 || (known != null && known.covers(monitor))) {
      return;
    }
    SettledMonitor now = settling().saw(this, monitor, lockClass, byInstance);
    if (now != null) {
      settled = now;
    }
  }

  /** The same of a lock. */
  void settle(LockRef used) {
    SettledLock known = settledLock;
    if (keepsObjects || id == 0 || !used.maySettle || (known != null && known.ref == used)) {
      return;
    }
    Object lock = settling().saw(used) ? used.get() : null;
    if (lock != null) {
      settledLock = new SettledLock(lock, used);
    }
  }

  TimedStacks times() {
    TimedStacks known = times;
    if (known == null) {
      known = new TimedStacks();
      times = known;
    }
    return known;
  }

  private Settling settling() {
    Settling known = settling;
    if (known == null) {
      known = new Settling();
      settling = known;
    }
    return known;
  }

  /** Where the name comes from; without one {@code fresh} if the object was made in the method. */
  String origin() {
    return ORIGINS[origin];
  }

  /** Whether what is taken here was made in the same method, just before. */
  boolean isFresh() {
    return lockName.isEmpty() && origin().equals("fresh");
  }

  /** Whether all objects used here belong to one class: those of a field, or made right here. */
  boolean saysClass() {
    return isFresh() || (!lockName.isEmpty() && !origin().equals("jdk"));
  }

  /** The class of a monitor of a general type that nothing is known of yet. */
  int monitorClass(TypeKey key, Object monitor) {
    return settling().unknownClass(this, key, monitor);
  }

  /** A lock has another class now: where it was settled it is to be looked at anew. */
  static void unsettle(LockInstance lock) {
    Site[] table = sites;
    for (int i = 0; i < count && i < table.length; i++) {
      SettledLock known = table[i] == null ? null : table[i].settledLock;
      if (known != null && known.ref.instance == lock) {
        table[i].settledLock = null;
      }
    }
  }

  /** Whether so many locks are taken here that it will not settle on one. */
  boolean isVaried() {
    Settling known = settling;
    return known != null && known.hasGivenUp() && !keepsObjects;
  }

  /** Nothing takes the short way here from now on: the object is needed. */
  void keepObjects() {
    if (!keepsObjects) {
      keepsObjects = true;
      settled = null;
      settledLock = null;
    }
  }

  /** Tells the recording of this site if it does not know it yet. */
  int tell() {
    if (!told && id != 0) {
      told = true;
      Facts.add(new Told(this));
    }
    return id;
  }

  private static final class Told extends Fact {
    private final Site site;

    Told(Site site) {
      this.site = site;
    }

    @Override
    Entry event() {
      SiteEvent event = new SiteEvent();
      event.site = site.id;
      event.className = site.place.className;
      event.method = site.place.method;
      event.file = site.place.file();
      event.line = site.line;
      return event;
    }
  }
}
