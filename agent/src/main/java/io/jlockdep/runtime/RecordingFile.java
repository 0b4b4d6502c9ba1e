package io.jlockdep.runtime;

import java.io.File;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * Where the recording lies. A new version is written beside it and then takes its place at once, so
 * that readers and kills never meet half a file. If another JVM writes to the same place this one
 * moves aside.
 */
final class RecordingFile {
  private File target;
  private long modified;
  private long length;

  RecordingFile(String out) {
    target = new File(out).getAbsoluteFile();
    look();
  }

  /** Why nothing can be written there; null if all is well. */
  @Nullable String problem() {
    File directory = target.getParentFile();
    if (target.isDirectory()) {
      return "cannot write the recording to "
          .concat(target.getPath())
          .concat(": it is a directory");
    }
    if (directory == null || !directory.isDirectory()) {
      return "cannot write the recording to "
          .concat(target.getPath())
          .concat(": its directory does not exist");
    }
    if (!directory.canWrite() || (target.exists() && !target.canWrite())) {
      return "cannot write the recording to ".concat(target.getPath()).concat(": no permission");
    }
    return null;
  }

  String name() {
    return target.getPath();
  }

  /** Where to write the next version. */
  Path part() {
    if (target.lastModified() != modified || target.length() != length) {
      moveAside();
    }
    String pid = Long.toString(Control.processId());
    return new File(target.getPath().concat(".").concat(pid).concat(".part")).toPath();
  }

  /** What was written takes its place. */
  void publish(Path part) throws IOException {
    if (!part.toFile().renameTo(target)) { // cheaper to start with, but does not say why not
      move(part);
    }
    look();
  }

  private void move(Path part) throws IOException {
    try {
      Files.move(part, target.toPath(), StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target.toPath(), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  static void discard(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // It could not be written either; the caller has said so.
    }
  }

  private void moveAside() {
    String name = target.getName();
    int dot = name.lastIndexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    String end = dot < 0 ? "" : name.substring(dot);
    String pid = Long.toString(Control.processId());
    File other = new File(target.getParentFile(), stem.concat("-").concat(pid).concat(end));
    Control.say(
        "another program wrote ".concat(name).concat(", recording to ").concat(other.getPath()));
    target = other;
    look();
  }

  private void look() {
    modified = target.lastModified();
    length = target.length();
  }
}
