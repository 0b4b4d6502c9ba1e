package io.jlockdep.runtime;

import io.jlockdep.runtime.event.SiteEvent;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in woven code. Carries what was learned there: the lock last seen, the type last seen,
 * the last stack. Those fields are racy on purpose; each value is checked before it is used.
 */
final class Site {
  /** How many acquisitions at one site have their stacks taken although nothing else is held. */
  static final int STACKS = 16;

  private static volatile Site[] sites = {new Site(0, "", "", "", -1, "", "")};
  private static volatile int count = 1;
  private static final Map<String, Integer> FOUND = new HashMap<>();

  final int id;
  final String className;
  final String method;
  final String file;
  final int line;

  /** The name of the lock that is used or made here, as far as the weaver knows; or empty. */
  final String lockName;

  final String origin;

  @Nullable TypeKey type;
  @Nullable LockRef ref;
  int stacksTaken;
  int lastStack;
  private volatile boolean told;

  private Site(
      int id,
      String className,
      String method,
      String file,
      int line,
      String lockName,
      String origin) {
    this.id = id;
    this.className = className;
    this.method = method;
    this.file = file;
    this.line = line;
    this.lockName = lockName;
    this.origin = origin;
  }

  static synchronized int add(
      String className, String method, String file, int line, String lockName, String origin) {
    int id = count;
    Site[] table = sites;
    if (id == table.length) {
      Site[] larger = new Site[table.length * 2];
      System.arraycopy(table, 0, larger, 0, id);
      table = larger;
    }
    table[id] = new Site(id, className, method, file, line, lockName, origin);
    sites = table;
    count = id + 1;
    return id;
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

  /** The site of that id; ids that were never given have the nameless site 0. */
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
    void commit() {
      SiteEvent event = new SiteEvent();
      event.site = site.id;
      event.className = site.className;
      event.method = site.method;
      event.file = site.file;
      event.line = site.line;
      event.commit();
    }
  }
}
