package io.jlockdep.samplefs.nio;

import io.jlockdep.samplefs.vfs.FileSystem;
import io.jlockdep.samplefs.vfs.OpenFile;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.LinkOption;
import java.nio.file.NotLinkException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The provider of the scheme {@code samplefs}: {@code samplefs:/path/image!/file}. {@code
 * newFileSystem} mounts an image; with {@code Map.of("create", SIZE_IN_BYTES)} it makes one first,
 * if it is not there. Images are mounted without any historic behaviour.
 */
public final class SampleFileSystemProvider extends FileSystemProvider {
  static final String SCHEME = "samplefs";

  private static final int DIRECTORY_MODE = 0755;

  private final Mounts mounts = new Mounts(this);

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public MountedImage newFileSystem(URI uri, Map<String, ?> options) throws IOException {
    return newFileSystem(ImageUri.image(uri), options);
  }

  @Override
  public MountedImage newFileSystem(Path image, Map<String, ?> options) throws IOException {
    return mounts.add(image, options);
  }

  void forget(Path host) {
    mounts.remove(host);
  }

  @Override
  public MountedImage getFileSystem(URI uri) {
    MountedImage found = mounts.find(ImageUri.image(uri));
    if (found == null) {
      throw new FileSystemNotFoundException(uri.toString());
    }
    return found;
  }

  @Override
  public Path getPath(URI uri) {
    return getFileSystem(uri).getPath(ImageUri.path(uri));
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    SamplePath ours = SamplePath.of(path);
    boolean writes =
        options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND);
    if (options.contains(StandardOpenOption.APPEND)
        && (options.contains(StandardOpenOption.READ)
            || options.contains(StandardOpenOption.TRUNCATE_EXISTING))) {
      throw new IllegalArgumentException("APPEND goes with neither READ nor TRUNCATE_EXISTING");
    }
    OpenFile file =
        NioErrors.translated(path, () -> Opening.open(ours, options, writes, attributes));
    boolean deletes = options.contains(StandardOpenOption.DELETE_ON_CLOSE);
    return new SampleFileChannel(
        file,
        ours.image().locks(file.inode()),
        options,
        () -> {
          if (deletes) {
            deleteQuietly(ours);
          }
        });
  }

  private void deleteQuietly(SamplePath path) {
    try {
      deleteIfExists(path);
    } catch (IOException e) {
      // DELETE_ON_CLOSE is a best effort: there is nobody to tell.
      return;
    }
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    SamplePath ours = SamplePath.of(directory);
    List<Path> paths = new ArrayList<>();
    NioErrors.translated(directory, () -> ours.image().mounted().readdir(ours.text()))
        .keySet()
        .forEach(name -> paths.add(directory.resolve(name)));
    return new EntryStream(paths, filter);
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
    SamplePath ours = SamplePath.of(directory);
    NioErrors.run(
        directory,
        () -> ours.image().mounted().mkdir(ours.text(), Opening.mode(DIRECTORY_MODE, attributes)));
  }

  @Override
  public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes)
      throws IOException {
    SamplePath ours = SamplePath.of(link);
    NioErrors.run(link, () -> ours.image().mounted().symlink(target.toString(), ours.text()));
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    SamplePath ours = SamplePath.of(link);
    SamplePath target = SamplePath.of(existing);
    NioErrors.run(link, () -> ours.image().mounted().link(target.text(), ours.text()));
  }

  @Override
  public Path readSymbolicLink(Path link) throws IOException {
    SamplePath ours = SamplePath.of(link);
    if (!AttributeView.of(ours, false).isSymbolicLink()) {
      throw new NotLinkException(link.toString());
    }
    return ours.image().getPath(ours.image().mounted().readlink(ours.text()));
  }

  @Override
  public void delete(Path path) throws IOException {
    SamplePath ours = SamplePath.of(path);
    FileSystem fileSystem = ours.image().mounted();
    boolean directory = AttributeView.of(ours, false).isDirectory();
    NioErrors.run(
        path,
        () -> {
          if (directory) {
            fileSystem.rmdir(ours.text());
          } else {
            fileSystem.unlink(ours.text());
          }
        });
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    new Transfer(this, source, target, Arrays.asList(options)).copy();
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    new Transfer(this, source, target, Arrays.asList(options)).move();
  }

  @Override
  public boolean isSameFile(Path one, Path other) throws IOException {
    if (one.equals(other)) {
      return true;
    }
    return one instanceof SamplePath a
        && other instanceof SamplePath b
        && a.image() == b.image()
        && AttributeView.of(a, true).stat().inode() == AttributeView.of(b, true).stat().inode();
  }

  @Override
  public boolean isHidden(Path path) {
    Path name = path.getFileName();
    return name != null && name.toString().startsWith(".");
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    SamplePath ours = SamplePath.of(path);
    AttributeView.of(ours, true);
    return new ImageStore(ours.image());
  }

  /** There is one user, who may do everything that the mode does not forbid everybody. */
  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    SampleAttributes attributes = AttributeView.of(SamplePath.of(path), true);
    int mode = SampleAttributes.modeOf(attributes.permissions());
    for (AccessMode wanted : modes) {
      int bits =
          switch (wanted) {
            case READ -> 0444;
            case WRITE -> 0222;
            case EXECUTE -> 0111;
          };
      if ((mode & bits) == 0) {
        throw new AccessDeniedException(path.toString());
      }
    }
  }

  private static boolean follows(LinkOption... options) {
    return !Arrays.asList(options).contains(LinkOption.NOFOLLOW_LINKS);
  }

  private static AttributeView view(SamplePath path, boolean follow) {
    return new AttributeView(path, follow, "posix");
  }

  @Override
  public <V extends FileAttributeView> @Nullable V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    String name =
        type == BasicFileAttributeView.class
            ? "basic"
            : type == FileOwnerAttributeView.class
                ? "owner"
                : type == PosixFileAttributeView.class ? "posix" : "";
    return name.isEmpty()
        ? null
        : type.cast(new AttributeView(SamplePath.of(path), follows(options), name));
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    if (type != BasicFileAttributes.class && type != PosixFileAttributes.class) {
      throw new UnsupportedOperationException("attributes " + type.getName());
    }
    return type.cast(AttributeView.of(SamplePath.of(path), follows(options)));
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
      throws IOException {
    return NamedAttributes.read(AttributeView.of(SamplePath.of(path), follows(options)), names);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    NamedAttributes.set(view(SamplePath.of(path), follows(options)), attribute, value);
  }
}
