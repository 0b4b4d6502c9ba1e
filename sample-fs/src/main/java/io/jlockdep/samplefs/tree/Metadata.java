package io.jlockdep.samplefs.tree;

import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.lock.RwSemaphore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The trees of a mounted filesystem: everything that is not the contents of files. Reading needs
 * nothing; changes are made in a {@link Transaction}; {@link Commits} makes them durable.
 */
public final class Metadata {
  /** Inode number of the root directory. */
  public static final long ROOT = 1;

  private static final long MIN_BLOCKS = 256;
  private static final long MAX_BLOCKS = 1 << 24;

  /** Guards the trees and what is noted about them. Held while they are looked at, never for IO. */
  final Object treeLock = new Object();

  /** Held shared by who changes something, exclusively for a moment by a commit. */
  private final RwSemaphore running = new RwSemaphore();

  final BTree files;
  final BTree checksums;
  BTree log = new BTree();

  private final SpaceMap space;
  private final Commits commits;
  private final Set<Long> namesChanged = new HashSet<>();
  private long nextInode;
  private long transactionNumber = 1;

  private Metadata(
      BlockDevice device, Superblock superblock, BTree files, BTree checksums, BitSet used) {
    this.files = files;
    this.checksums = checksums;
    this.nextInode = superblock.nextInode();
    this.space = new SpaceMap(used, Math.toIntExact(superblock.blocks()));
    this.commits = new Commits(this, device, superblock);
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

  /**
   * Writes an empty filesystem over the whole device.
   *
   * @param imageId a number that no other image has
   */
  public static void format(BlockDevice device, long imageId, InodeItem root) throws IOException {
    requireSize(device.blocks());
    Superblock blank = new Superblock(imageId, 0, device.blocks(), ROOT + 1, 0, 0, 0);
    BitSet used = new BitSet();
    used.set(0, Superblock.SLOTS);
    Metadata metadata = new Metadata(device, blank, new BTree(), new BTree(), used);
    try (Transaction transaction = metadata.start()) {
      transaction.putInode(ROOT, root);
    }
    metadata.commits.commit();
    // The other slot may hold a superblock of an earlier image: it gets the same trees.
    metadata.commits.rewriteSuperblock();
    device.flush();
  }

  /**
   * Reads the trees, and brings in what the log has.
   *
   * @throws CorruptImageException with the first thing that is wrong
   */
  public static Metadata mount(BlockDevice device) throws IOException {
    List<String> problems = new ArrayList<>();
    Loaded loaded = load(device, Superblock.require(device), problems);
    if (!problems.isEmpty()) {
      String others = problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : "";
      throw new CorruptImageException(problems.get(0) + others + "; run fsck");
    }
    Metadata metadata = loaded.metadata();
    if (!loaded.log().isEmpty()) {
      LogReplay.replay(loaded.log(), metadata);
      metadata.noteReplaced(loaded.log().blocks());
      metadata.commits.commit();
    }
    return metadata;
  }

  /** What a mount or a check begins with. */
  record Loaded(Metadata metadata, BTree log, Map<Long, InodeItem> inodes) {}

  /** Reads and checks everything but the contents of data blocks; replays nothing. */
  static Loaded load(BlockDevice device, Superblock superblock, List<String> problems) {
    TreeLoader loader = new TreeLoader(device, superblock, problems::add);
    if (!loader.checkSize()) {
      Superblock tiny = new Superblock(0, 0, Superblock.SLOTS, 0, 0, 0, 0);
      Metadata none = new Metadata(device, tiny, new BTree(), new BTree(), new BitSet());
      return new Loaded(none, new BTree(), Map.of());
    }
    BTree files = loader.load(Node.Kind.FILES, superblock.fileRoot());
    BTree checksums = loader.load(Node.Kind.CHECKSUMS, superblock.checksumRoot());
    BTree log = loader.load(Node.Kind.LOG, superblock.logRoot());
    TreeCheck check = new TreeCheck(files, checksums, loader::claim, problems::add);
    check.check();
    BitSet used = (BitSet) loader.used().clone();
    LogReplay.check(log, check.inodes(), superblock.blocks(), used, problems::add);
    return new Loaded(
        new Metadata(device, superblock, files, checksums, used), log, check.inodes());
  }

  public SpaceMap space() {
    return space;
  }

  public Commits commits() {
    return commits;
  }

  /** Joins the running transaction; the caller closes what it gets, soon. */
  public Transaction start() {
    running.downRead();
    return new Transaction(this);
  }

  void leave() {
    running.upRead();
  }

  /** Keeps everybody out of the running transaction. */
  void stopChanges() {
    running.downWrite();
  }

  void resumeChanges() {
    running.upWrite();
  }

  public @Nullable InodeItem inode(long inode) {
    synchronized (treeLock) {
      byte[] value = files.get(Keys.of(inode, Keys.INODE));
      return value == null ? null : InodeItem.decode(value);
    }
  }

  /** The inode that has this name; 0 if none has. */
  public long entry(long directory, String name) {
    synchronized (treeLock) {
      byte[] value = files.get(Keys.of(directory, Keys.ENTRY, name));
      return value == null ? 0 : entryTarget(value);
    }
  }

  static long entryTarget(byte[] value) {
    return ByteBuffer.wrap(value).getLong();
  }

  /** The entries of a directory by name, in order of their bytes. */
  public Map<String, Long> entries(long directory) {
    Map<String, Long> entries = new TreeMap<>();
    for (BTree.Item item : items(directory, Keys.ENTRY)) {
      entries.put(Keys.name(item.key()), entryTarget(item.value()));
    }
    return entries;
  }

  public String symlink(long inode) {
    synchronized (treeLock) {
      byte[] value = files.get(Keys.of(inode, Keys.SYMLINK));
      return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }
  }

  public byte @Nullable [] xattr(long inode, String name) {
    synchronized (treeLock) {
      byte[] value = files.get(Keys.of(inode, Keys.XATTR, name));
      return value == null ? null : value.clone();
    }
  }

  public List<String> xattrNames(long inode) {
    return items(inode, Keys.XATTR).stream().map(item -> Keys.name(item.key())).toList();
  }

  /** Inodes that lost their last name while they were open. */
  public List<Long> orphans() {
    return items(0, Keys.ORPHAN).stream().map(item -> Keys.number(item.key())).toList();
  }

  private List<BTree.Item> items(long owner, byte kind) {
    synchronized (treeLock) {
      return files.range(Keys.of(owner, kind), Keys.after(owner, kind));
    }
  }

  /** How many blocks of the disk a file has. */
  public long blocksOf(long inode) {
    long blocks = 0;
    for (BTree.Item item : items(inode, Keys.EXTENT)) {
      blocks += ExtentItems.of(item).count();
    }
    return blocks;
  }

  public BlockMap blockMap(long inode) {
    return new BlockMap(this, inode);
  }

  BlockMap.Stretch lookup(long inode, long block, int max) {
    synchronized (treeLock) {
      Extent extent = ExtentItems.lookup(files, inode, block, max);
      int[] crcs = new int[extent.isData() ? extent.count() : 0];
      for (int i = 0; i < crcs.length; i++) {
        byte[] crc = checksums.get(Keys.of(0, Keys.CHECKSUM, extent.disk() + i));
        if (crc == null) {
          return new BlockMap.Stretch(extent, new int[0]);
        }
        crcs[i] = ByteBuffer.wrap(crc).getInt();
      }
      return new BlockMap.Stretch(extent, crcs);
    }
  }

  // The following are called with the lock of the trees held.

  long takeInodeNumber() {
    return nextInode++;
  }

  long nextInode() {
    return nextInode;
  }

  long transactionNumber() {
    return transactionNumber;
  }

  void noteNamesChanged(long inode) {
    namesChanged.add(inode);
  }

  /** Whether only a commit can make the inode durable, because the log has no words for it. */
  boolean needsCommit(long inode) {
    return namesChanged.contains(inode);
  }

  void beginNextTransaction() {
    transactionNumber++;
    namesChanged.clear();
    log = new BTree();
  }

  void putChecksum(long disk, int crc) {
    checksums.put(
        Keys.of(0, Keys.CHECKSUM, disk), ByteBuffer.allocate(Integer.BYTES).putInt(crc).array());
  }

  void dropData(Extent extent) {
    dropUnless(Extent.hole(0), extent);
  }

  /** Gives up the blocks of an extent, but for those that {@code kept} has too. */
  void dropUnless(Extent kept, Extent old) {
    for (int i = 0; i < old.count(); i++) {
      long disk = old.disk() + i;
      boolean stays = disk >= kept.disk() && disk < kept.disk() + kept.count();
      if (!stays) {
        space.drop(disk, 1);
      }
      if (old.isData() && !(stays && kept.isData())) {
        checksums.remove(Keys.of(0, Keys.CHECKSUM, disk));
      }
    }
  }

  private void noteReplaced(List<Integer> blocks) {
    for (int block : blocks) {
      space.drop(block, 1);
    }
  }
}
