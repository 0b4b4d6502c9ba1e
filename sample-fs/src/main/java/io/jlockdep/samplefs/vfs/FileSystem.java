package io.jlockdep.samplefs.vfs;

import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.history.Behaviour;
import io.jlockdep.samplefs.io.IoWorkers;
import io.jlockdep.samplefs.io.Iomap;
import io.jlockdep.samplefs.tree.BlockMap;
import io.jlockdep.samplefs.tree.MetadataTree;
import io.jlockdep.samplefs.tree.StoredInode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;

/** A mounted filesystem: files by name, in one directory. */
public final class FileSystem implements Closeable {
  /**
   * What is known about a file.
   *
   * @param number of the inode
   * @param size bytes
   */
  public record Stat(int number, String name, long size) {}

  private final BlockDevice device;
  private final MetadataTree tree;
  private final IoWorkers workers = new IoWorkers();
  private final FileOperations operations;
  private final ConcurrentSkipListMap<String, Inode> files = new ConcurrentSkipListMap<>();
  private final ReentrantLock reclaimLock = new ReentrantLock();

  private FileSystem(BlockDevice device, MetadataTree tree, Set<Behaviour> behaviours) {
    this.device = device;
    this.tree = tree;
    BufferedIo buffered = new BufferedIo(device, tree.space());
    FileSync sync = new FileSync(tree, buffered, behaviours);
    DirectIo direct =
        new DirectIo(new Iomap(device, workers), buffered, tree.space(), sync, behaviours);
    this.operations = new FileOperations(direct, buffered, sync);
    for (StoredInode found : tree.stored()) {
      files.put(
          found.name(), new Inode(found.number(), found.name(), found.size(), found.map(), false));
    }
  }

  /**
   * Checks the size of an image that is to be made.
   *
   * @throws IOException if a filesystem cannot have so many blocks of 4 KiB
   */
  public static void requireSize(long blocks) throws IOException {
    MetadataTree.requireSize(blocks);
  }

  /** Writes an empty filesystem over the whole device. */
  public static void format(BlockDevice device) throws IOException {
    MetadataTree.format(device);
  }

  /**
   * Mounts a device, which from then on belongs to the filesystem.
   *
   * @param behaviours the historic behaviours to show; empty for none
   * @throws IOException if the image is not sound
   */
  public static FileSystem mount(BlockDevice device, Set<Behaviour> behaviours) throws IOException {
    MetadataTree tree;
    try {
      tree = MetadataTree.mount(device);
    } catch (IOException | RuntimeException e) {
      device.close();
      throw e;
    }
    return new FileSystem(device, tree, behaviours);
  }

  /** Makes an empty file. It is on disk after its first sync. */
  public OpenFile create(String name) throws IOException {
    if (files.containsKey(name)) {
      throw new FileAlreadyExistsException(name);
    }
    Inode inode = new Inode(tree.newInode(name), name, 0, new BlockMap(tree.space()), true);
    if (files.putIfAbsent(name, inode) != null) {
      throw new FileAlreadyExistsException(name);
    }
    return new OpenFile(this, operations, inode);
  }

  /** Opens a file that is there. */
  public OpenFile open(String name) throws IOException {
    Inode inode = files.get(name);
    if (inode == null) {
      throw new NoSuchFileException(name);
    }
    return new OpenFile(this, operations, inode);
  }

  /** Opens a file and empties it; makes it if it is not there. */
  public OpenFile openEmpty(String name) throws IOException {
    if (!files.containsKey(name)) {
      return create(name);
    }
    OpenFile file = open(name);
    file.truncate(0);
    return file;
  }

  /** What is known about a file without reading it. */
  public Stat stat(String name) throws IOException {
    Inode inode = files.get(name);
    if (inode == null) {
      throw new NoSuchFileException(name);
    }
    return new Stat(inode.number(), name, inode.size());
  }

  /** All names, in order. */
  public List<String> list() {
    return List.copyOf(files.keySet());
  }

  /** How many blocks data may still take. */
  public int availableBlocks() {
    return tree.space().available();
  }

  /** Syncs every file that has changed. */
  public void sync() throws IOException {
    for (Inode inode : files.values()) {
      if (inode.isMetadataDirty()
          || inode.ordered.underWay() > 0
          || !inode.pages.dirtyBlocks(0, Long.MAX_VALUE).isEmpty()) {
        operations.syncFile(inode);
      }
    }
  }

  /**
   * Called before a change, without locks. Overwritten blocks are free only after a commit; when
   * little is left, a sync of everything brings them back.
   */
  void prepareToChange() throws IOException {
    tree.requireWorking();
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
    return tree.space().available() < tree.space().blocks() / 8
        && files.values().stream().anyMatch(inode -> inode.map.waitingForCommit() > 0);
  }

  /** Ends the IO under way, syncs, and closes the device. */
  @Override
  public void close() throws IOException {
    try (device) {
      workers.close();
      sync();
    }
  }
}
