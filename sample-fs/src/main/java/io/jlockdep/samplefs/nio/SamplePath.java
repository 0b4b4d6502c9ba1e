package io.jlockdep.samplefs.nio;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path of one mounted image: names with slashes between them. The working directory is the root.
 */
final class SamplePath implements Path {
  private final MountedImage image;
  private final boolean absolute;
  private final List<String> names;

  SamplePath(MountedImage image, boolean absolute, List<String> names) {
    this.image = image;
    this.absolute = absolute;
    this.names = List.copyOf(names);
  }

  static SamplePath parse(MountedImage image, String text) {
    if (text.indexOf('\0') >= 0) {
      throw new InvalidPathException(text, "a path has no NUL character");
    }
    List<String> names = new ArrayList<>();
    for (String name : text.split("/")) {
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    boolean absolute = text.startsWith("/");
    return new SamplePath(image, absolute, names.isEmpty() && !absolute ? List.of("") : names);
  }

  /** The path as one of this provider. */
  static SamplePath of(Path path) {
    if (path instanceof SamplePath ours) {
      return ours;
    }
    throw new ProviderMismatchException(path + " is not a path of an image");
  }

  private boolean isEmpty() {
    return !absolute && names.size() == 1 && names.get(0).isEmpty();
  }

  private SamplePath with(boolean isAbsolute, List<String> newNames) {
    boolean empty = !isAbsolute && newNames.isEmpty();
    return new SamplePath(image, isAbsolute, empty ? List.of("") : newNames);
  }

  MountedImage image() {
    return image;
  }

  /** As the filesystem below takes it. */
  String text() {
    return toAbsolutePath().toString();
  }

  @Override
  public FileSystem getFileSystem() {
    return image;
  }

  @Override
  public boolean isAbsolute() {
    return absolute;
  }

  @Override
  public @Nullable Path getRoot() {
    return absolute ? with(true, List.of()) : null;
  }

  @Override
  public @Nullable Path getFileName() {
    return names.isEmpty() ? null : with(false, names.subList(names.size() - 1, names.size()));
  }

  @Override
  public @Nullable Path getParent() {
    if (names.isEmpty() || (names.size() == 1 && !absolute)) {
      return null;
    }
    return with(absolute, names.subList(0, names.size() - 1));
  }

  @Override
  public int getNameCount() {
    return names.size();
  }

  @Override
  public Path getName(int index) {
    return subpath(index, index + 1);
  }

  @Override
  public Path subpath(int from, int to) {
    if (from < 0 || to > names.size() || from >= to) {
      throw new IllegalArgumentException("names " + from + " to " + to + " of " + this);
    }
    return with(false, names.subList(from, to));
  }

  @Override
  public boolean startsWith(Path other) {
    return other instanceof SamplePath that
        && that.image == image
        && that.absolute == absolute
        && that.names.size() <= names.size()
        && that.isEmpty() == isEmpty()
        && names.subList(0, that.names.size()).equals(that.names);
  }

  @Override
  public boolean endsWith(Path other) {
    if (!(other instanceof SamplePath that)
        || that.image != image
        || that.names.size() > names.size()
        || that.isEmpty() != isEmpty()) {
      return false;
    }
    if (that.absolute) {
      return absolute && names.equals(that.names);
    }
    return names.subList(names.size() - that.names.size(), names.size()).equals(that.names);
  }

  @Override
  public Path normalize() {
    List<String> kept = new ArrayList<>();
    for (String name : names) {
      boolean up = name.equals("..");
      boolean canGoUp = !kept.isEmpty() && !kept.get(kept.size() - 1).equals("..");
      if (up && canGoUp) {
        kept.remove(kept.size() - 1);
      } else if (!(name.equals(".") || name.isEmpty() || (up && absolute))) {
        kept.add(name);
      }
    }
    return with(absolute, kept);
  }

  @Override
  public Path resolve(Path other) {
    SamplePath that = of(other);
    if (that.absolute || isEmpty()) {
      return that;
    } else if (that.isEmpty()) {
      return this;
    }
    List<String> all = new ArrayList<>(names);
    all.addAll(that.names);
    return with(absolute, all);
  }

  @Override
  public Path relativize(Path other) {
    SamplePath that = of(other);
    if (that.absolute != absolute) {
      throw new IllegalArgumentException("one of " + this + " and " + other + " is absolute");
    }
    List<String> mine = isEmpty() ? List.of() : names;
    List<String> theirs = that.isEmpty() ? List.of() : that.names;
    int common = 0;
    while (common < Math.min(mine.size(), theirs.size())
        && mine.get(common).equals(theirs.get(common))) {
      common++;
    }
    List<String> way = new ArrayList<>();
    for (int i = common; i < mine.size(); i++) {
      way.add("..");
    }
    way.addAll(theirs.subList(common, theirs.size()));
    return with(false, way);
  }

  @Override
  public URI toUri() {
    return image.uriOf(text());
  }

  @Override
  public Path toAbsolutePath() {
    return absolute ? this : with(true, isEmpty() ? List.of() : names);
  }

  @Override
  public Path toRealPath(LinkOption... options) throws IOException {
    return image.realPath(this, options);
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException("an image cannot be watched");
  }

  @Override
  public int compareTo(Path other) {
    return toString().compareTo(of(other).toString());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SamplePath that
        && that.image == image
        && that.absolute == absolute
        && that.names.equals(names);
  }

  @Override
  public int hashCode() {
    return names.hashCode() * 31 + Boolean.hashCode(absolute);
  }

  @Override
  public String toString() {
    return (absolute ? "/" : "") + String.join("/", names);
  }
}
