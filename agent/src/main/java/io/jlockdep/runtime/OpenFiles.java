package io.jlockdep.runtime;

import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
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

    OpenFile(Object file, String path, boolean synced) {
      super(file, FILES.queue);
      this.path = path;
      this.synced = synced;
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
    if (file == null || !Control.on) {
      return;
    }
    try {
      String name = path.toString();
      synchronized (FILES) {
        if (FILES.findLocked(file) == null) {
          FILES.add(new OpenFile(file, name, synced));
        }
      }
    } catch (Throwable t) {
      Facts.lost();
    }
  }

  /** {@code derived} is another way to the same open file. */
  static void derived(Object file, @Nullable Object derived) {
    OpenFile known = find(file);
    if (known != null && derived != null && find(derived) == null) {
      opened(derived, known.path, known.synced);
    }
  }

  static @Nullable OpenFile find(Object file) {
    return (OpenFile) FILES.find(file);
  }

  static void sweep() {
    FILES.sweep();
  }
}
