package io.jlockdep.samplefs.tree;

import io.jlockdep.samplefs.block.BlockDevice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a mounted filesystem and its commits. A sync has two halves: {@link #stage} notes
 * what changed, under the locks that keep the inode still, and {@link #commit} writes it, after
 * those locks are given up. One commit takes all that is staged, so that waiting syncs share it.
 *
 * <p>A commit never overwrites a block of the state on disk: it writes new nodes, flushes, then
 * writes the other superblock with FUA. Only after that are the blocks of the old state free. The
 * flush covers the data too, which must have been written before it was staged. After a failed
 * commit the filesystem accepts no more changes.
 */
public final class MetadataTree {
  private static final long MIN_BLOCKS = 256;
  private static final long MAX_BLOCKS = 1 << 24;

  private final BlockDevice device;
  private final SpaceMap space;
  private final List<StoredInode> stored;
  private final AtomicInteger nextInode;

  /** Guards the staging area: what {@link #stage} brought and no commit has taken. */
  private final Object stagingLock = new Object();

  private Map<Integer, StagedInode> staged = new TreeMap<>();
  private long stagedCount;

  /** Held while a commit is written. */
  private final ReentrantLock commitLock = new ReentrantLock();

  private final CommittedTree committed;
  private long committedCount;
  private volatile @Nullable IOException failure;

  private MetadataTree(BlockDevice device, Superblock superblock, TreeReader reader) {
    this.device = device;
    this.space = new SpaceMap(reader.used(), Math.toIntExact(superblock.blocks()));
    this.nextInode = new AtomicInteger(superblock.nextInode());
    this.committed = new CommittedTree(superblock, reader.inodes());
    this.stored = new ArrayList<>();
    reader
        .inodes()
        .forEach(
            (number, found) ->
                stored.add(
                    new StoredInode(
                        number,
                        found.record().name(),
                        found.record().size(),
                        new BlockMap(space, found.leaves()))));
  }

  /**
   * Checks the size of a new filesystem.
   *
   * @throws IOException if a filesystem cannot have so many blocks
   */
  public static void requireSize(long blocks) throws IOException {
    if (blocks < MIN_BLOCKS || blocks > MAX_BLOCKS) {
      throw new IOException(
          String.format(
              "a filesystem has from %d to %d blocks of 4 KiB, not %d",
              MIN_BLOCKS, MAX_BLOCKS, blocks));
    }
  }

  /** Writes an empty filesystem over the whole device. */
  public static void format(BlockDevice device) throws IOException {
    requireSize(device.blocks());
    long imageId = ThreadLocalRandom.current().nextLong();
    for (int generation = 1; generation <= Superblock.SLOTS; generation++) {
      new Superblock(imageId, generation, device.blocks(), 1, List.of()).write(device);
    }
    device.flush();
  }

  /**
   * Reads the tree.
   *
   * @throws CorruptImageException with the first thing that is wrong
   */
  public static MetadataTree mount(BlockDevice device) throws IOException {
    Superblock superblock = requireSuperblock(device);
    List<String> problems = new ArrayList<>();
    TreeReader reader = new TreeReader(device, superblock, problems::add);
    reader.read();
    if (!problems.isEmpty()) {
      throw new CorruptImageException(problems.get(0) + more(problems.size() - 1) + "; run fsck");
    }
    return new MetadataTree(device, superblock, reader);
  }

  private static String more(int others) {
    return others == 0 ? "" : " (and " + others + " more)";
  }

  static Superblock requireSuperblock(BlockDevice device) throws IOException {
    Superblock superblock = Superblock.newest(device);
    if (superblock == null) {
      throw new CorruptImageException("not a sample-fs image (no superblock)");
    }
    return superblock;
  }

  /** The inodes at the time of the mount. */
  public List<StoredInode> stored() {
    return List.copyOf(stored);
  }

  public SpaceMap space() {
    return space;
  }

  /**
   * The number for a new inode.
   *
   * @throws IOException if the name is too long or there are too many files
   */
  public int newInode(String name) throws IOException {
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < 1 || bytes > InodeRecord.MAX_NAME) {
      throw new IOException(
          "a name has from 1 to " + InodeRecord.MAX_NAME + " bytes: '" + name + "'");
    }
    int number = nextInode.getAndIncrement();
    if (number >= Superblock.MAX_TABLES * TreeReader.TABLE_SPAN) {
      throw new NoSpaceException("no inode number is left");
    }
    return number;
  }

  /**
   * Notes the present state of an inode for the next commit. The caller keeps the inode still: no
   * write of it may be under way.
   *
   * @return what to pass to {@link #commit}
   */
  public long stage(int number, String name, long size, BlockMap map) {
    synchronized (stagingLock) {
      BlockMap.Changes changes = map.takeChanges();
      StagedInode earlier = staged.get(number);
      staged.put(
          number,
          earlier == null
              ? new StagedInode(name, size, changes.leaves(), changes.replaced())
              : earlier.with(name, size, changes));
      return ++stagedCount;
    }
  }

  /**
   * Returns when everything staged up to {@code ticket} is on stable storage.
   *
   * @throws IOException if this commit or an earlier one failed
   */
  public void commit(long ticket) throws IOException {
    commitLock.lock();
    try {
      requireWorking();
      if (committedCount >= ticket) {
        return;
      }
      Map<Integer, StagedInode> batch;
      long count;
      synchronized (stagingLock) {
        batch = staged;
        staged = new TreeMap<>();
        count = stagedCount;
      }
      try {
        committed.write(device, space, batch, nextInode.get());
      } catch (IOException | RuntimeException e) {
        failure = new IOException("an earlier commit failed: " + e.getMessage(), e);
        throw e;
      }
      committedCount = count;
    } finally {
      commitLock.unlock();
    }
  }

  /**
   * Checks that no commit has failed.
   *
   * @throws IOException if a commit has failed, so that the filesystem is read-only now
   */
  public void requireWorking() throws IOException {
    IOException cause = failure;
    if (cause != null) {
      throw new IOException("read-only filesystem: " + cause.getMessage(), cause);
    }
  }

  /**
   * @param leaves changed leaves by index
   * @param replaced disk blocks that this state no longer uses
   */
  record StagedInode(String name, long size, Map<Integer, Leaf> leaves, List<Integer> replaced) {
    StagedInode with(String newName, long newSize, BlockMap.Changes newer) {
      Map<Integer, Leaf> allLeaves = new TreeMap<>(leaves);
      allLeaves.putAll(newer.leaves());
      List<Integer> allReplaced = new ArrayList<>(replaced);
      allReplaced.addAll(newer.replaced());
      return new StagedInode(newName, newSize, allLeaves, allReplaced);
    }
  }
}
