package io.jlockdep.runtime;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sites that the classes of one loader have, which does not keep it alive. Once it has gone
 * nobody runs code that has them, and they wait for the same class files in another loader.
 *
 * <p>Loaders that live at the same time share no sites: what a site has learned (a lock, the class
 * of a monitor) would be of one of them only.
 */
final class LoaderSites extends WeakNode {
  /** So many classes' sites wait; the eldest are forgotten. */
  static final int WAITING = 1 << 12;

  /** Its monitor guards everything here. */
  static final WeakTable TABLE = new WeakTable();

  /** The first of those that wait for a class file. */
  private static final Map<Known, Known> SPARE = new LinkedHashMap<>();

  private static int spare;

  private @Nullable Known first;

  private LoaderSites(ClassLoader loader) {
    super(loader, TABLE.queue);
  }

  /** Sites of a class file that nobody uses any more, in the order in which they were woven. */
  static int[] take(String className, int fingerprint) {
    synchronized (TABLE) {
      TABLE.sweep();
      Known found = SPARE.remove(new Known(className, fingerprint, new int[0]));
      if (found == null) {
        return new int[0];
      }
      spare--;
      if (found.next != null) {
        SPARE.put(found.next, found.next);
      }
      return found.ids;
    }
  }

  /** A class of {@code loader} has these sites. */
  static void keep(ClassLoader loader, String className, int fingerprint, int[] ids) {
    Known known = new Known(className, fingerprint, ids);
    synchronized (TABLE) {
      LoaderSites sites = (LoaderSites) TABLE.findLocked(loader);
      if (sites == null) {
        sites = new LoaderSites(loader);
        TABLE.add(sites);
      }
      known.next = sites.first;
      sites.first = known;
    }
  }

  static void sweep() {
    TABLE.sweep();
  }

  @Override
  void gone() {
    Known known = first;
    first = null;
    while (known != null) {
      Known rest = known.next;
      for (int id : known.ids) {
        Site.at(id).forget();
      }
      known.next = SPARE.remove(known);
      SPARE.put(known, known);
      spare++;
      known = rest;
    }
    Iterator<Known> eldest = SPARE.values().iterator();
    while (spare > WAITING) {
      for (Known dropped = eldest.next(); dropped != null; dropped = dropped.next) {
        spare--;
      }
      eldest.remove();
    }
  }

  /** The sites of one class; equal to those of the same class file. */
  private static final class Known {
    private final String className;
    private final int fingerprint;
    final int[] ids;

    /** Of the same loader, or of the same class file in another one that has gone. */
    @Nullable Known next;

    Known(String className, int fingerprint, int[] ids) {
      this.className = className;
      this.fingerprint = fingerprint;
      this.ids = ids;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Known
          && ((Known) other).fingerprint == fingerprint
          && ((Known) other).className.equals(className);
    }

    @Override
    public int hashCode() {
      return fingerprint;
    }
  }
}
