package io.jlockdep.samplefs.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.h2.store.fs.FilePath;

/** Lets H2 keep its files in a mounted image: {@code jdbc:h2:image:/directory/database}. */
final class ImageFilePath extends FilePath {
  private static final String SCHEME = "image";

  private final FileSystem image;

  private ImageFilePath(FileSystem image, String path) {
    this.image = image;
    this.name = path;
  }

  /** From now on the scheme means this image. */
  static void register(FileSystem image) {
    FilePath.register(new ImageFilePath(image, SCHEME + ":/"));
  }

  private Path path() {
    return image.getPath(name.substring(SCHEME.length() + 1)).toAbsolutePath();
  }

  private ImageFilePath with(Path path) {
    return new ImageFilePath(image, SCHEME + ":" + path);
  }

  private interface Action<T> {
    T run() throws IOException;
  }

  /** H2 knows errors of these methods as unchecked. */
  private static <T> T unchecked(Action<T> action) {
    try {
      return action.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FilePath getPath(String path) {
    return new ImageFilePath(image, path);
  }

  @Override
  public long size() {
    return unchecked(() -> Files.size(path()));
  }

  @Override
  public void moveTo(FilePath newName, boolean atomicReplace) {
    Path target = ((ImageFilePath) newName).path();
    unchecked(
        () ->
            atomicReplace
                ? Files.move(path(), target, StandardCopyOption.ATOMIC_MOVE)
                : Files.move(path(), target));
  }

  @Override
  public boolean createFile() {
    if (exists()) {
      return false;
    }
    unchecked(() -> Files.createFile(path()));
    return true;
  }

  @Override
  public boolean exists() {
    return Files.exists(path());
  }

  @Override
  public void delete() {
    unchecked(() -> Files.deleteIfExists(path()));
  }

  @Override
  public List<FilePath> newDirectoryStream() {
    return unchecked(
        () -> {
          try (Stream<Path> files = Files.list(path())) {
            return files.map(file -> (FilePath) with(file)).toList();
          }
        });
  }

  @Override
  public FilePath toRealPath() {
    return with(exists() ? unchecked(() -> path().toRealPath()) : path().normalize());
  }

  @Override
  public FilePath getParent() {
    Path parent = path().getParent();
    return parent == null ? null : with(parent);
  }

  @Override
  public boolean isDirectory() {
    return Files.isDirectory(path());
  }

  @Override
  public boolean isRegularFile() {
    return Files.isRegularFile(path());
  }

  @Override
  public boolean isAbsolute() {
    return true;
  }

  @Override
  public long lastModified() {
    return unchecked(() -> Files.getLastModifiedTime(path()).toMillis());
  }

  @Override
  public boolean canWrite() {
    return Files.isWritable(path());
  }

  @Override
  public boolean setReadOnly() {
    return false;
  }

  @Override
  public void createDirectory() {
    unchecked(() -> Files.createDirectory(path()));
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    Set<OpenOption> options =
        switch (mode) {
          case "r" -> Set.of(StandardOpenOption.READ);
          case "rw" ->
              Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
          default ->
              Set.of(
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.DSYNC);
        };
    return FileChannel.open(path(), options);
  }
}
