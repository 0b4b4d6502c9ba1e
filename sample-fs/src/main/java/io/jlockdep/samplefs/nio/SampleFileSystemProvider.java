package io.jlockdep.samplefs.nio;

import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.block.ImageFileDevice;
import io.jlockdep.samplefs.vfs.ErrorCode;
import io.jlockdep.samplefs.vfs.FileSystem;
import io.jlockdep.samplefs.vfs.FsException;
import io.jlockdep.samplefs.vfs.OpenFile;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
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

  private static final int FILE_MODE = 0644;
  private static final int DIRECTORY_MODE = 0755;

  private final Map<Path, MountedImage> mounted = new HashMap<>();

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public MountedImage newFileSystem(URI uri, Map<String, ?> options) throws IOException {
    return newFileSystem(imageOf(uri), options);
  }

  @Override
  public MountedImage newFileSystem(Path image, Map<String, ?> options) throws IOException {
    Path host = image.toAbsolutePath().normalize();
    synchronized (mounted) {
      if (mounted.containsKey(host)) {
        throw new FileSystemAlreadyExistsException(host.toString());
      }
      Object size = options.get("create");
      if (size != null && !Files.exists(host)) {
        try (BlockDevice device =
            ImageFileDevice.create(host, ((Number) size).longValue() / BlockDevice.BLOCK)) {
          FileSystem.format(device);
        }
      }
      MountedImage made =
          new MountedImage(this, host, FileSystem.mount(ImageFileDevice.open(host), Set.of()));
      mounted.put(host, made);
      return made;
    }
  }

  void forget(Path host) {
    synchronized (mounted) {
      mounted.remove(host);
    }
  }

  @Override
  public MountedImage getFileSystem(URI uri) {
    synchronized (mounted) {
      MountedImage found = mounted.get(imageOf(uri));
      if (found == null) {
        throw new FileSystemNotFoundException(uri.toString());
      }
      return found;
    }
  }

  @Override
  public Path getPath(URI uri) {
    String path = pathOf(uri);
    int bang = path.indexOf('!');
    return getFileSystem(uri).getPath(bang < 0 ? "/" : path.substring(bang + 1));
  }

  private static Path imageOf(URI uri) {
    String path = pathOf(uri);
    int bang = path.indexOf('!');
    return Path.of(bang < 0 ? path : path.substring(0, bang)).toAbsolutePath().normalize();
  }

  private static String pathOf(URI uri) {
    if (!SCHEME.equalsIgnoreCase(uri.getScheme()) || uri.getPath() == null) {
      throw new IllegalArgumentException(uri + " is not samplefs:/path/image!/file");
    }
    return uri.getPath();
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
    OpenFile file = NioErrors.translated(path, () -> open(ours, options, writes, attributes));
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

  private static OpenFile open(
      SamplePath path,
      Set<? extends OpenOption> options,
      boolean writes,
      FileAttribute<?>... attributes)
      throws IOException {
    FileSystem fileSystem = path.image().mounted();
    boolean createsNew = writes && options.contains(StandardOpenOption.CREATE_NEW);
    if (createsNew) {
      return fileSystem.create(path.text(), mode(FILE_MODE, attributes), false);
    }
    OpenFile file;
    try {
      file = fileSystem.open(path.text());
    } catch (FsException e) {
      boolean creates = writes && options.contains(StandardOpenOption.CREATE);
      if (!creates || e.code() != ErrorCode.ENOENT) {
        throw e;
      }
      return fileSystem.create(path.text(), mode(FILE_MODE, attributes), false);
    }
    if (writes && options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
      file.truncate(0);
    }
    return file;
  }

  @SuppressWarnings("unchecked") // posix:permissions has that type
  private static int mode(int otherwise, FileAttribute<?>... attributes) {
    int mode = otherwise;
    for (FileAttribute<?> attribute : attributes) {
      if (!attribute.name().equals("posix:permissions")) {
        throw new UnsupportedOperationException("attribute " + attribute.name());
      }
      mode = SampleAttributes.modeOf((Set<PosixFilePermission>) attribute.value());
    }
    return mode;
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
    run(
        directory,
        () -> ours.image().mounted().mkdir(ours.text(), mode(DIRECTORY_MODE, attributes)));
  }

  private interface Change {
    void run() throws IOException;
  }

  private static void run(Path path, Change change) throws IOException {
    NioErrors.translated(
        path,
        () -> {
          change.run();
          return 0;
        });
  }

  @Override
  public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes)
      throws IOException {
    SamplePath ours = SamplePath.of(link);
    run(link, () -> ours.image().mounted().symlink(target.toString(), ours.text()));
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    SamplePath ours = SamplePath.of(link);
    SamplePath target = SamplePath.of(existing);
    run(link, () -> ours.image().mounted().link(target.text(), ours.text()));
  }

  @Override
  public Path readSymbolicLink(Path link) throws IOException {
    SamplePath ours = SamplePath.of(link);
    if (!attributes(ours, false).isSymbolicLink()) {
      throw new NotLinkException(link.toString());
    }
    return ours.image().getPath(ours.image().mounted().readlink(ours.text()));
  }

  @Override
  public void delete(Path path) throws IOException {
    SamplePath ours = SamplePath.of(path);
    FileSystem fileSystem = ours.image().mounted();
    boolean directory = attributes(ours, false).isDirectory();
    run(
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
    List<CopyOption> how = Arrays.asList(options);
    SamplePath from = SamplePath.of(source);
    boolean follow = !how.contains(LinkOption.NOFOLLOW_LINKS);
    SampleAttributes attributes = attributes(from, follow);
    makeRoom(source, target, how);
    if (attributes.isDirectory()) {
      createDirectory(target);
    } else if (attributes.isSymbolicLink()) {
      createSymbolicLink(target, readSymbolicLink(source));
    } else {
      try (FileChannel in = newFileChannel(source, Set.of(StandardOpenOption.READ));
          FileChannel out =
              newFileChannel(
                  target, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW))) {
        in.transferTo(0, Long.MAX_VALUE, out);
      }
    }
    if (how.contains(StandardCopyOption.COPY_ATTRIBUTES)) {
      AttributeView view = view(SamplePath.of(target), false);
      view.setPermissions(attributes.permissions());
      view.setTimes(attributes.lastModifiedTime(), null, attributes.creationTime());
    }
  }

  private void makeRoom(Path source, Path target, List<CopyOption> how) throws IOException {
    boolean there;
    try {
      attributes(SamplePath.of(target), false);
      there = true;
    } catch (NoSuchFileException e) {
      there = false;
    }
    if (there && !isSameFile(source, target)) {
      if (!how.contains(StandardCopyOption.REPLACE_EXISTING)) {
        throw new FileAlreadyExistsException(target.toString());
      }
      delete(target);
    }
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    List<CopyOption> how = Arrays.asList(options);
    SamplePath from = SamplePath.of(source);
    SamplePath to = SamplePath.of(target);
    if (from.image() != to.image()) {
      copy(source, target, options);
      delete(source);
      return;
    }
    boolean replace =
        how.contains(StandardCopyOption.REPLACE_EXISTING)
            || how.contains(StandardCopyOption.ATOMIC_MOVE);
    attributes(from, false);
    if (replace && !how.contains(StandardCopyOption.ATOMIC_MOVE)) {
      makeRoomForMove(source, to);
    }
    run(target, () -> from.image().mounted().rename(from.text(), to.text(), replace));
  }

  /** A rename replaces only its like; REPLACE_EXISTING a file by a directory too. */
  private void makeRoomForMove(Path source, SamplePath target) throws IOException {
    try {
      if (attributes(SamplePath.of(source), false).isDirectory()
              != attributes(target, false).isDirectory()
          && !isSameFile(source, target)) {
        delete(target);
      }
    } catch (NoSuchFileException e) {
      return; // nothing to replace
    }
  }

  @Override
  public boolean isSameFile(Path one, Path other) throws IOException {
    if (one.equals(other)) {
      return true;
    }
    return one instanceof SamplePath a
        && other instanceof SamplePath b
        && a.image() == b.image()
        && attributes(a, true).stat().inode() == attributes(b, true).stat().inode();
  }

  @Override
  public boolean isHidden(Path path) {
    Path name = path.getFileName();
    return name != null && name.toString().startsWith(".");
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    SamplePath ours = SamplePath.of(path);
    attributes(ours, true);
    return new ImageStore(ours.image());
  }

  /** There is one user, who may do everything that the mode does not forbid everybody. */
  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    SampleAttributes attributes = attributes(SamplePath.of(path), true);
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

  private static SampleAttributes attributes(SamplePath path, boolean follow) throws IOException {
    return view(path, follow).readAttributes();
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
    return type.cast(attributes(SamplePath.of(path), follows(options)));
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
      throws IOException {
    int colon = names.indexOf(':');
    String view = colon < 0 ? "basic" : names.substring(0, colon);
    Map<String, Object> all = byName(view, attributes(SamplePath.of(path), follows(options)));
    List<String> wanted = List.of(names.substring(colon + 1).split(","));
    if (wanted.contains("*")) {
      return all;
    }
    Map<String, Object> found = new LinkedHashMap<>();
    for (String name : wanted) {
      if (!all.containsKey(name)) {
        throw new IllegalArgumentException("no attribute '" + name + "' in view " + view);
      }
      found.put(name, all.get(name));
    }
    return found;
  }

  private static Map<String, Object> byName(String view, SampleAttributes a) {
    Map<String, Object> all = new LinkedHashMap<>();
    if (view.equals("basic") || view.equals("posix")) {
      all.put("lastModifiedTime", a.lastModifiedTime());
      all.put("lastAccessTime", a.lastAccessTime());
      all.put("creationTime", a.creationTime());
      all.put("size", a.size());
      all.put("isRegularFile", a.isRegularFile());
      all.put("isDirectory", a.isDirectory());
      all.put("isSymbolicLink", a.isSymbolicLink());
      all.put("isOther", a.isOther());
      all.put("fileKey", a.fileKey());
    } else if (!view.equals("owner")) {
      throw new UnsupportedOperationException("attribute view " + view);
    }
    if (!view.equals("basic")) {
      all.put("owner", a.owner());
    }
    if (view.equals("posix")) {
      all.put("group", a.group());
      all.put("permissions", a.permissions());
    }
    return all;
  }

  @Override
  @SuppressWarnings("unchecked") // the types that FileAttributeView promises
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    AttributeView view = view(SamplePath.of(path), follows(options));
    switch (attribute.substring(attribute.indexOf(':') + 1)) {
      case "lastModifiedTime" -> view.setTimes((FileTime) value, null, null);
      case "lastAccessTime" -> view.setTimes(null, (FileTime) value, null);
      case "creationTime" -> view.setTimes(null, null, (FileTime) value);
      case "permissions" -> view.setPermissions((Set<PosixFilePermission>) value);
      case "owner" -> view.setOwner((UserPrincipal) value);
      case "group" -> view.setGroup((GroupPrincipal) value);
      default -> throw new IllegalArgumentException("attribute " + attribute + " cannot be set");
    }
  }

  /** The entries as they were when the stream was opened. */
  private static final class EntryStream implements DirectoryStream<Path> {
    private final List<Path> paths;
    private final Filter<? super Path> filter;
    private boolean used;
    private boolean closed;

    EntryStream(List<Path> paths, Filter<? super Path> filter) {
      this.paths = paths;
      this.filter = filter;
    }

    @Override
    public Iterator<Path> iterator() {
      if (used || closed) {
        throw new IllegalStateException(closed ? "the stream is closed" : "only one iterator");
      }
      used = true;
      return paths.stream().filter(path -> !closed && accepts(path)).iterator();
    }

    private boolean accepts(Path path) {
      try {
        return filter.accept(path);
      } catch (IOException e) {
        throw new DirectoryIteratorException(e);
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
