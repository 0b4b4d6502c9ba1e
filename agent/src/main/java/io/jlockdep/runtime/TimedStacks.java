package io.jlockdep.runtime;

/**
 * The stacks last seen of the waits and holds that begin at one site. A stack takes microseconds to
 * read, and the lock is held meanwhile: so a long wait or hold has its own stack taken, of short
 * ones the first few and then one in sixteen, and the others count under the one last taken. Racy
 * on purpose: a lost count only takes one stack more.
 */
final class TimedStacks {
  /** What lasts as long, in nanoseconds, has its own stack. */
  private static final long EXACT_NANOS = 100_000;

  private static final int FIRST = 32;
  private static final int MASK = 15;

  private int waitStack;
  private int waits;
  private int holdStack;
  private int holds;
  private int siteStack;

  static TimedStacks of(Held entry) {
    Declaration declaration = entry.declaration;
    if (declaration != null) {
      return declaration.times();
    }
    return Site.at(entry.site).times();
  }

  /** The stack of a wait that is over; the calling thread's. */
  int ofWait(Held entry, long nanos) {
    if (isDue(waits++, nanos) || waitStack == 0) {
      waitStack = take(entry);
    }
    return waitStack;
  }

  /** The stack of a hold that ends; the calling thread's. */
  int ofHold(Held entry, long nanos) {
    if (isDue(holds++, nanos) || holdStack == 0) {
      holdStack = take(entry);
    }
    return holdStack;
  }

  /** A stack for a hold that has just begun: the one last seen, or else the site alone. */
  int ofOpen(Held entry) {
    if (holdStack != 0) {
      return holdStack;
    }
    if (siteStack == 0) {
      Site site = Site.at(entry.site);
      StackTraceElement frame =
          new StackTraceElement(
              site.place.className, site.place.method, site.place.file(), site.line);
      siteStack = Stacks.id(new StackTraceElement[] {frame});
    }
    return siteStack;
  }

  private static boolean isDue(int before, long nanos) {
    return nanos >= EXACT_NANOS || (before >= 0 && before < FIRST) || (before & MASK) == 0;
  }

  private static int take(Held entry) {
    StackTraceElement[] frames = Stacks.capture();
    Declaration declaration = entry.declaration;
    return Stacks.id(
        declaration == null ? frames : DeclaredLocks.outside(declaration.type, frames));
  }
}
