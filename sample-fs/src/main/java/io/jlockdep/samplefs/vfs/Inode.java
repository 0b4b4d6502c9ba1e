package io.jlockdep.samplefs.vfs;

import io.jlockdep.samplefs.io.DioCount;
import io.jlockdep.samplefs.io.OrderedExtents;
import io.jlockdep.samplefs.io.PageCache;
import io.jlockdep.samplefs.lock.ExtentLocks;
import io.jlockdep.samplefs.lock.RwSemaphore;
import io.jlockdep.samplefs.tree.BlockMap;
import io.jlockdep.samplefs.tree.FileType;
import io.jlockdep.samplefs.tree.InodeItem;

/** One file or directory in memory, with its locks. {@code LockOrder} says how they nest. */
public final class Inode {
  /**
   * The inode lock ({@code i_rwsem}). Exclusive: size and contents may change. Shared: contents
   * within EOF.
   */
  final RwSemaphore rwsem = new RwSemaphore();

  /** Historic: held for read by direct writes, for write by sync. */
  final RwSemaphore dioSem = new RwSemaphore();

  /** Locked ranges: IO under way. */
  final ExtentLocks extents = new ExtentLocks();

  final PageCache pages = new PageCache();
  final BlockMap map;
  final DioCount dioCount = new DioCount();
  final OrderedExtents ordered = new OrderedExtents();

  private final long number;
  private final String name;

  /**
   * The attributes. Size and links are changed under the exclusive inode lock, the times anywhere;
   * read anywhere, and then they may be out of date at once.
   */
  private volatile InodeItem item;

  /** Whether the attributes differ from those in the trees. */
  private volatile boolean attributesDirty;

  /** Counts changes of the size and of the blocks; what was counted at the last sync is durable. */
  private long layout = 1;

  private long durableLayout;

  /** How many opens there are; guarded by the namespace lock. */
  int opens;

  /**
   * @param name by which it was found first, for messages
   */
  Inode(BlockMap map, String name, InodeItem item) {
    this.map = map;
    this.number = map.inode();
    this.name = name;
    this.item = item;
  }

  /** Takes the inode lock exclusively. */
  void inodeLock() {
    rwsem.downWrite();
  }

  boolean inodeTryLock() {
    return rwsem.tryDownWrite();
  }

  void inodeUnlock() {
    rwsem.upWrite();
  }

  /** Takes the inode lock shared. */
  void inodeLockShared() {
    rwsem.downRead();
  }

  boolean inodeTryLockShared() {
    return rwsem.tryDownRead();
  }

  void inodeUnlockShared() {
    rwsem.upRead();
  }

  public long number() {
    return number;
  }

  String name() {
    return name;
  }

  /** Bytes. */
  long size() {
    return item.size();
  }

  boolean isDirectory() {
    return item.type() == FileType.DIRECTORY;
  }

  InodeItem item() {
    return item;
  }

  /** Whether a write of {@code bytes} at {@code pos} leaves the size as it is. */
  boolean endsWithinFile(long pos, long bytes) {
    return pos + bytes <= size();
  }

  synchronized void setSize(long size) {
    InodeItem old = item;
    if (size != old.size()) {
      layout++;
    }
    long now = Clock.now();
    setItem(
        new InodeItem(
            old.type(),
            old.mode(),
            old.links(),
            old.owner(),
            old.group(),
            size,
            old.noCow(),
            now,
            now,
            old.created()));
  }

  /** Blocks of the file have a new place, or a new state. */
  synchronized void noteLayoutChange() {
    layout++;
  }

  synchronized long layout() {
    return layout;
  }

  /** A sync has made the layout that was counted then durable. */
  synchronized void noteDurable(long counted) {
    durableLayout = Math.max(durableLayout, counted);
  }

  /** Whether a crash would leave the size and the blocks as they are. */
  synchronized boolean isLayoutDurable() {
    return durableLayout == layout;
  }

  /** Notes that the contents have changed. */
  void touch() {
    setSize(size());
  }

  synchronized void setItem(InodeItem newItem) {
    item = newItem;
    attributesDirty = true;
  }

  boolean areAttributesDirty() {
    return attributesDirty;
  }

  /** The attributes for the trees, which have them from now on. */
  synchronized InodeItem takeItem() {
    attributesDirty = false;
    return item;
  }

  @Override
  public String toString() {
    return "inode " + number + " '" + name + "'";
  }
}
