package io.jlockdep.runtime;

import org.jspecify.annotations.Nullable;

/** The measuring of calls that wait for the disk. */
final class SyncCalls {
  /** Instead of a start time: nobody asks for this call. */
  static final long NOT_FOLLOWED = Long.MIN_VALUE;

  private SyncCalls() {}

  /** The time before a flush of {@code file}, in nanoseconds, or {@link #NOT_FOLLOWED}. */
  static long begin(@Nullable Object file) {
    return HeldLocks.entering(file) == null ? NOT_FOLLOWED : System.nanoTime();
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
      return;
    }
    long duration = System.nanoTime() - start;
    HeldLocks held = HeldLocks.entering(file);
    if (held != null) {
      OpenFiles.OpenFile known = OpenFiles.find(file);
      held.synced(kind, known == null ? "" : known.path, duration, bytes, site);
    }
  }
}
