package io.jlockdep.samplefs.vfs;

import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.history.Behaviour;
import io.jlockdep.samplefs.history.History;
import io.jlockdep.samplefs.io.IoQueue;
import io.jlockdep.samplefs.io.IoWorkers;
import io.jlockdep.samplefs.io.Iomap;
import io.jlockdep.samplefs.tree.Commits;
import io.jlockdep.samplefs.tree.FileType;
import io.jlockdep.samplefs.tree.InodeItem;
import io.jlockdep.samplefs.tree.Metadata;
import io.jlockdep.samplefs.tree.Transaction;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A mounted filesystem. Paths have slashes between their names; all are relative to the root, with
 * or without a slash before them. Failures are {@link FsException}s, with the error and the path.
 */
public final class FileSystem implements Closeable {
  /** Bytes of an attribute at most. */
  public static final int MAX_XATTR = 1000;

  /**
   * Sizes, in blocks of 4 KiB.
   *
   * @param free for data; some more is kept back for metadata
   */
  public record StatFs(long blocks, long free, long used) {}

  private static final int FILE_MODE = 0644;
  private static final int DIRECTORY_MODE = 0755;
  private static final int SYMLINK_MODE = 0777;

  private final BlockDevice device;
  private final Metadata metadata;
  private final IoQueue queue;
  private final Namespace names;
  private final FileSync sync;
  private final FileOperations operations;
  private final Fallocate allocation;
  private final ReentrantLock reclaimLock = new ReentrantLock();

  private FileSystem(BlockDevice device, Metadata metadata, History history, IoQueue queue) {
    this.device = device;
    this.metadata = metadata;
    this.queue = queue;
    this.names = new Namespace(metadata);
    Placement placement = new Placement(metadata);
    BufferedIo buffered = new BufferedIo(device, metadata.space(), placement);
    this.sync = new FileSync(metadata, buffered, history);
    WriteChecks checks = new WriteChecks(history);
    InodeMapping.Shared shared =
        new InodeMapping.Shared(buffered, metadata.space(), placement, sync, history);
    DirectIo direct = new DirectIo(new Iomap(device, queue, history), buffered, shared, checks);
    this.operations = new FileOperations(direct, buffered, sync, checks, metadata, history);
    this.allocation = new Fallocate(metadata, buffered, history);
  }

  /**
   * Checks the size of an image that is to be made.
   *
   * @throws IOException if a filesystem cannot have so many blocks of 4 KiB
   */
  public static void requireSize(long blocks) throws IOException {
    Metadata.requireSize(blocks);
  }

  /** Writes an empty filesystem over the whole device. */
  public static void format(BlockDevice device) throws IOException {
    Metadata.format(
        device,
        ThreadLocalRandom.current().nextLong(),
        newItem(FileType.DIRECTORY, DIRECTORY_MODE, 0, false));
  }

  /**
   * Mounts a device, which from then on belongs to the filesystem.
   *
   * @param behaviours the historic behaviours to show; empty for none
   * @throws IOException if the image is not sound
   */
  public static FileSystem mount(BlockDevice device, Set<Behaviour> behaviours) throws IOException {
    return mount(device, History.of(behaviours), new IoWorkers());
  }

  /** Mounts a device, with somebody who watches and decides over asynchronous IO. */
  public static FileSystem mount(BlockDevice device, History history, IoQueue queue)
      throws IOException {
    try {
      Metadata metadata = Metadata.mount(device);
      FileSystem fileSystem = new FileSystem(device, metadata, history, queue);
      fileSystem.names.deleteOrphans();
      return fileSystem;
    } catch (IOException | RuntimeException e) {
      queue.close();
      device.close();
      throw e;
    }
  }

  private static InodeItem newItem(FileType type, int mode, long size, boolean noCow) {
    long now = Clock.now();
    return new InodeItem(type, mode, 1, 0, 0, size, noCow, now, now, now);
  }

  private interface Action<T> {
    T run() throws IOException;
  }

  /** Gives errors of the layers below a name and the path. */
  private <T> T changing(String path, Action<T> action) throws IOException {
    try {
      prepareToChange();
      return action.run();
    } catch (IOException e) {
      throw FsException.of(e, path);
    }
  }

  /** Makes an empty file. It outlasts a crash after its first sync. */
  public OpenFile create(String path) throws IOException {
    return create(path, FILE_MODE, false);
  }

  /**
   * Makes an empty file.
   *
   * @param mode permission bits
   * @param noCow whether it is to be overwritten in place, without checksums
   */
  public OpenFile create(String path, int mode, boolean noCow) throws IOException {
    return changing(
        path,
        () -> {
          names.create(path, newItem(FileType.FILE, mode, 0, noCow), "");
          return new OpenFile(this, names.open(path));
        });
  }

  /** Opens a file that is there. */
  public OpenFile open(String path) throws IOException {
    return new OpenFile(this, names.open(path));
  }

  /** Opens a file and empties it; makes it if it is not there. */
  public OpenFile openEmpty(String path) throws IOException {
    OpenFile file;
    try {
      file = open(path);
    } catch (FsException e) {
      if (e.code() != ErrorCode.ENOENT) {
        throw e;
      }
      return create(path);
    }
    file.truncate(0);
    return file;
  }

  public void mkdir(String path) throws IOException {
    mkdir(path, DIRECTORY_MODE);
  }

  public void mkdir(String path, int mode) throws IOException {
    changing(path, () -> names.create(path, newItem(FileType.DIRECTORY, mode, 0, false), ""));
  }

  public void rmdir(String path) throws IOException {
    changing(
        path,
        () -> {
          names.remove(path, true);
          return 0;
        });
  }

  /** Takes the name of a file away. */
  public void unlink(String path) throws IOException {
    changing(
        path,
        () -> {
          names.remove(path, false);
          return 0;
        });
  }

  /** Gives a file another name. */
  public void link(String existing, String path) throws IOException {
    changing(
        path,
        () -> {
          names.link(existing, path);
          return 0;
        });
  }

  public void symlink(String target, String path) throws IOException {
    changing(
        path,
        () ->
            names.create(
                path, newItem(FileType.SYMLINK, SYMLINK_MODE, target.length(), false), target));
  }

  /** Where a symbolic link leads. */
  public String readlink(String path) throws IOException {
    Inode inode = names.find(path, false);
    if (inode.item().type() != FileType.SYMLINK) {
      throw new FsException(ErrorCode.EINVAL, path);
    }
    return metadata.symlink(inode.number());
  }

  /** Renames, atomically; what had the name before is replaced. */
  public void rename(String from, String to) throws IOException {
    rename(from, to, true);
  }

  /**
   * Renames, atomically.
   *
   * @param replace whether what has the name may be replaced; else that is EEXIST
   */
  public void rename(String from, String to, boolean replace) throws IOException {
    changing(
        from,
        () -> {
          names.rename(from, to, replace);
          return 0;
        });
  }

  /** The names in a directory and what they stand for, in order. */
  public Map<String, Stat> readdir(String path) throws IOException {
    Map<String, Stat> entries = new TreeMap<>();
    names.entries(path).forEach((name, inode) -> entries.put(name, statOf(inode)));
    return entries;
  }

  /** The names in the root directory, in order. */
  public List<String> list() throws IOException {
    return List.copyOf(names.entries("/").keySet());
  }

  public Stat stat(String path) throws IOException {
    return stat(path, true);
  }

  /**
   * What is known about a file.
   *
   * @param follow whether a symbolic link is followed or described
   */
  public Stat stat(String path, boolean follow) throws IOException {
    return statOf(names.find(path, follow));
  }

  Stat statOf(Inode inode) {
    return new Stat(inode.number(), inode.item(), metadata.blocksOf(inode.number()));
  }

  /** Changes attributes other than size and links. */
  public void setAttributes(String path, boolean follow, UnaryOperator<InodeItem> change)
      throws IOException {
    changing(
        path,
        () -> {
          Inode inode = names.find(path, follow);
          inode.inodeLock();
          try (Transaction transaction = metadata.start()) {
            inode.setItem(change.apply(inode.item()));
            transaction.putInode(inode.number(), inode.takeItem());
          } finally {
            inode.inodeUnlock();
          }
          return 0;
        });
  }

  /** An extended attribute; null if there is none of that name. */
  public byte @Nullable [] getXattr(String path, String name) throws IOException {
    return metadata.xattr(names.find(path, true).number(), name);
  }

  public List<String> listXattr(String path) throws IOException {
    return metadata.xattrNames(names.find(path, true).number());
  }

  public void setXattr(String path, String name, byte[] value) throws IOException {
    if (name.isEmpty() || name.length() > 255 || value.length > MAX_XATTR) {
      throw new FsException(ErrorCode.ERANGE, path);
    }
    changing(
        path,
        () -> {
          Inode inode = names.find(path, true);
          try (Transaction transaction = metadata.start()) {
            transaction.putXattr(inode.number(), name, value);
          }
          return 0;
        });
  }

  public void removeXattr(String path, String name) throws IOException {
    changing(
        path,
        () -> {
          Inode inode = names.find(path, true);
          try (Transaction transaction = metadata.start()) {
            if (!transaction.removeXattr(inode.number(), name)) {
              throw new FsException(ErrorCode.ENODATA, path);
            }
          }
          return 0;
        });
  }

  public StatFs statfs() {
    return new StatFs(
        metadata.space().blocks(), metadata.space().available(), metadata.space().used());
  }

  /** How many blocks data may still take. */
  public int availableBlocks() {
    return metadata.space().available();
  }

  /** Makes everything durable. */
  public void sync() throws IOException {
    for (Inode inode : names.inMemory()) {
      if (inode.areAttributesDirty()
          || inode.ordered.underWay() > 0
          || !inode.pages.dirtyBlocks(0, Long.MAX_VALUE).isEmpty()) {
        inode.inodeLock();
        try {
          sync.settleLocked(inode);
        } finally {
          inode.inodeUnlock();
        }
      }
    }
    metadata.commits().commit();
  }

  Inode inodeAt(String path) throws IOException {
    return names.find(path, true);
  }

  FileOperations operations() {
    return operations;
  }

  Fallocate allocation() {
    return allocation;
  }

  void closed(Inode inode) {
    names.close(inode);
  }

  /**
   * Called before a change, without locks. Overwritten blocks are free only after a commit; when
   * little is left, a sync of everything brings them back.
   *
   * @throws FsException EROFS after a failed commit
   */
  void prepareToChange() throws IOException {
    Commits commits = metadata.commits();
    if (commits.failure() != null) {
      throw new FsException(ErrorCode.EROFS, "/", commits.failure());
    }
    if (isSpaceLow()) {
      reclaimLock.lock();
      try {
        if (isSpaceLow()) {
          sync();
        }
      } finally {
        reclaimLock.unlock();
      }
    }
  }

  private boolean isSpaceLow() {
    return metadata.space().available() < metadata.space().blocks() / 8
        && metadata.space().waitingForCommit() > 0;
  }

  /** Ends the IO under way, syncs, and closes the device. */
  @Override
  public void close() throws IOException {
    try (device) {
      queue.close();
      if (metadata.commits().failure() == null) {
        sync();
      }
    }
  }
}
