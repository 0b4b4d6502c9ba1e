package io.jlockdep.runtime;

import org.jspecify.annotations.Nullable;

/** The measuring of calls that wait for the disk. */
final class SyncCalls {
  /** Instead of a start time: nobody asks for this call. */
  static final long NOT_FOLLOWED = Long.MIN_VALUE;

  /** The kind of a write that may be synced. */
  private static final String WRITE = "dsync-write";

  private SyncCalls() {}

  /** The time before a flush of {@code file}, in nanoseconds, or {@link #NOT_FOLLOWED}. */
  static long begin(@Nullable Object file) {
    HeldLocks held = HeldLocks.entering(file);
    if (held == null) {
      return NOT_FOLLOWED;
    }
    long start = System.nanoTime();
    if (held.depth != 0) {
      Blame.begin(held, start);
    }
    return start;
  }

  /** The same before a write, which counts only where the file was opened to be synced. */
  static long beginWrite(@Nullable Object file) {
    if (file == null || !Control.on) {
      return NOT_FOLLOWED;
    }
    OpenFiles.OpenFile known = OpenFiles.find(file);
    return known != null && known.synced ? begin(file) : NOT_FOLLOWED;
  }

  static void end(Object file, String kind, long start, long bytes, int site) {
    if (start == NOT_FOLLOWED) {
      if (kind.equals(WRITE) && Control.on && file != null) {
        OpenFiles.wrote(file, bytes);
      }
      return;
    }
    long duration = System.nanoTime() - start;
    HeldLocks held = HeldLocks.entering(file);
    if (held != null) {
      OpenFiles.OpenFile known = OpenFiles.find(file);
      String path = known == null ? "" : known.path;
      long dirty = kind.equals(WRITE) ? bytes : known == null ? -1 : known.dirty.getAndSet(0);
      SyncFact.record(held, kind, path, start, duration, bytes, dirty, site);
    }
  }
}
