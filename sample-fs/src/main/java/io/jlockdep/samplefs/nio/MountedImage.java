package io.jlockdep.samplefs.nio;

import io.jlockdep.samplefs.tree.FileType;
import io.jlockdep.samplefs.vfs.FileSystem;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileStore;
import java.nio.file.FileSystems;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A mounted image as a {@code java.nio.file.FileSystem}. */
public final class MountedImage extends java.nio.file.FileSystem {
  private final SampleFileSystemProvider provider;
  private final Path host;
  private final FileSystem mounted;
  private final Map<Long, FileLocks> locks = new ConcurrentHashMap<>();
  private volatile boolean open = true;

  MountedImage(SampleFileSystemProvider provider, Path host, FileSystem mounted) {
    this.provider = provider;
    this.host = host;
    this.mounted = mounted;
  }

  /** The filesystem itself. */
  public FileSystem mounted() {
    if (!open) {
      throw new ClosedFileSystemException();
    }
    return mounted;
  }

  FileLocks locks(long inode) {
    return locks.computeIfAbsent(inode, number -> new FileLocks());
  }

  URI uriOf(String path) {
    try {
      return new URI(SampleFileSystemProvider.SCHEME, host + "!" + path, null);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  Path realPath(SamplePath path, LinkOption... options) throws IOException {
    boolean follow = !List.of(options).contains(LinkOption.NOFOLLOW_LINKS);
    NioErrors.translated(path, () -> mounted().stat(path.text(), follow));
    SamplePath real = SamplePath.parse(this, "/");
    for (Path name : path.toAbsolutePath()) {
      SamplePath next = (SamplePath) real.resolve(name);
      real = name.toString().equals("..") ? (SamplePath) next.normalize() : next;
      for (int links = 0; follow && links < 40 && isLink(real); links++) {
        Path target = getPath(mounted().readlink(real.text()));
        Path parent = real.getParent();
        Path base = parent == null ? getPath("/") : parent;
        real = (SamplePath) realPath((SamplePath) base.resolve(target), options);
      }
    }
    return real.normalize();
  }

  private boolean isLink(SamplePath path) throws IOException {
    return NioErrors.translated(
        path, () -> mounted().stat(path.text(), false).item().type() == FileType.SYMLINK);
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  @Override
  public void close() throws IOException {
    boolean first;
    synchronized (this) {
      first = open;
      open = false;
    }
    if (first) {
      provider.forget(host);
      mounted.close();
    }
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public String getSeparator() {
    return "/";
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return List.of(getPath("/"));
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return List.of(new ImageStore(this));
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return Set.of("basic", "owner", "posix");
  }

  @Override
  public Path getPath(String first, String... more) {
    String text = first;
    for (String part : more) {
      text = part.isEmpty() ? text : text.isEmpty() ? part : text + "/" + part;
    }
    return SamplePath.parse(this, text);
  }

  /** The patterns are those of the host's default filesystem, which has the same separator. */
  @Override
  public PathMatcher getPathMatcher(String pattern) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher(pattern);
    return path -> matcher.matches(Path.of(path.toString()));
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    return new UserPrincipalLookupService() {
      @Override
      public UserPrincipal lookupPrincipalByName(String name) throws IOException {
        return lookupPrincipalByGroupName(name);
      }

      @Override
      public GroupPrincipal lookupPrincipalByGroupName(String group) throws IOException {
        try {
          return new SampleAttributes.Principal(Integer.parseInt(group));
        } catch (NumberFormatException e) {
          throw new UserPrincipalNotFoundException(group);
        }
      }
    };
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException("an image cannot be watched");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "samplefs:" + host;
  }
}
