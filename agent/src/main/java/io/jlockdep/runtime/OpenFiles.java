package io.jlockdep.runtime;

import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Remembers, without keeping them alive, what open channels and files are called and whether they
 * sync.
 */
final class OpenFiles {
  private static final WeakTable FILES = new WeakTable();

  private OpenFiles() {}

  /** What is known of one open file, channel, descriptor or mapping. */
  static final class OpenFile extends WeakNode {
    final String path;
    final boolean synced;

    /** Bytes written since the last sync, by whatever way to this open file. */
    final AtomicLong dirty;

    OpenFile(Object file, String path, boolean synced, AtomicLong dirty) {
      super(file, FILES.queue);
      this.path = path;
      this.synced = synced;
      this.dirty = dirty;
    }
  }

  static void opened(@Nullable Object channel, Path path, OpenOption[] options) {
    boolean synced = false;
    for (OpenOption option : options) {
      synced |= option == StandardOpenOption.DSYNC || option == StandardOpenOption.SYNC;
    }
    opened(channel, path, synced);
  }

  static void opened(@Nullable Object channel, Path path, Set<? extends OpenOption> options) {
    boolean synced = false;
    for (OpenOption option : options) {
      synced |= option == StandardOpenOption.DSYNC || option == StandardOpenOption.SYNC;
    }
    opened(channel, path, synced);
  }

  static void opened(@Nullable Object file, Object path, boolean synced) {
    opened(file, path, synced, new AtomicLong());
  }

  private static void opened(@Nullable Object file, Object path, boolean synced, AtomicLong dirty) {
    if (file == null || !Control.on) {
      return;
    }
    try {
      String name = path.toString();
      synchronized (FILES) {
        if (FILES.findLocked(file) == null) {
          FILES.add(new OpenFile(file, name, synced, dirty));
        }
      }
    } catch (Throwable t) {
      Facts.lost(t);
    }
  }

  /** {@code derived} is another way to the same open file. */
  static void derived(Object file, @Nullable Object derived) {
    OpenFile known = find(file);
    if (known != null && derived != null && find(derived) == null) {
      opened(derived, known.path, known.synced, known.dirty);
    }
  }

  static @Nullable OpenFile find(Object file) {
    return (OpenFile) FILES.find(file);
  }

  /** So many bytes were written and not synced. */
  static void wrote(Object file, long bytes) {
    OpenFile known = find(file);
    if (known != null && bytes > 0) {
      known.dirty.addAndGet(bytes);
    }
  }

  static void sweep() {
    FILES.sweep();
  }
}
