package io.jlockdep.runtime;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The sites of one class, while it is woven. Where its loader may go away before the program ends,
 * those of the same class file in a loader that has gone are used again: a program that loads its
 * classes over and over has their sites once. Used by the weaving thread.
 */
public final class ClassSites {
  private static final int[] NONE = {};

  private final String className;

  /** Null if it lasts as long as the program. */
  private final @Nullable ClassLoader loader;

  private final int fingerprint;

  /** To be used again, in this order, as long as they are what is asked for. */
  private int[] known;

  private int[] ids = NONE;
  private int count;

  ClassSites(@Nullable ClassLoader loader, String className, byte[] classFile) {
    boolean lasts = loader == null || loader == ClassLoader.getSystemClassLoader();
    this.className = className;
    this.loader = lasts ? null : loader;
    fingerprint = lasts ? 0 : Arrays.hashCode(classFile);
    known = lasts ? NONE : LoaderSites.take(className, fingerprint);
  }

  /**
   * An id for the next site.
   *
   * @param lockName the full name of the lock used or made there, or empty
   * @param origin {@code field}, {@code allocation} or {@code declared}; without a name empty, or
   *     {@code fresh} if the monitor's object was made in the method
   */
  public int add(String method, String file, int line, String lockName, String origin) {
    int id = count < known.length ? known[count] : 0;
    if (id == 0 || !Site.at(id).says(className, method, file, line, lockName, origin)) {
      known = NONE; // the same class file among other types: the rest may be anything
      id = Site.add(className, method, file, line, lockName, origin);
    }
    if (loader != null) {
      if (count == ids.length) {
        ids = Arrays.copyOf(ids, Math.max(8, count * 2));
      }
      ids[count] = id;
    }
    count++;
    return id;
  }

  /** There are no more. */
  public void done() {
    if (loader != null && count > 0) {
      LoaderSites.keep(loader, className, fingerprint, Arrays.copyOf(ids, count));
    }
  }
}
