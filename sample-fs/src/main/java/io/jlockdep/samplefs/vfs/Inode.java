package io.jlockdep.samplefs.vfs;

import io.jlockdep.samplefs.io.DioCount;
import io.jlockdep.samplefs.io.OrderedExtents;
import io.jlockdep.samplefs.io.PageCache;
import io.jlockdep.samplefs.lock.ExtentLocks;
import io.jlockdep.samplefs.lock.RwSemaphore;
import io.jlockdep.samplefs.tree.BlockMap;

/** One file in memory, with its locks. {@code LockOrder} says how they nest. */
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

  private final int number;
  private final String name;

  /**
   * Changed under the exclusive inode lock; read anywhere, and then it may be out of date at once.
   */
  private volatile long size;

  /** Whether size or name have changed since they were last staged for a commit. */
  private volatile boolean attributesDirty;

  Inode(int number, String name, long size, BlockMap map, boolean isNew) {
    this.number = number;
    this.name = name;
    this.size = size;
    this.map = map;
    this.attributesDirty = isNew;
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

  int number() {
    return number;
  }

  String name() {
    return name;
  }

  /** Bytes. */
  long size() {
    return size;
  }

  void setSize(long newSize) {
    size = newSize;
    attributesDirty = true;
  }

  /** Whether a sync has anything to commit, dirty pages apart. */
  boolean isMetadataDirty() {
    return attributesDirty || map.isDirty();
  }

  /** Called as the attributes are staged. */
  void clearAttributesDirty() {
    attributesDirty = false;
  }

  @Override
  public String toString() {
    return "inode " + number + " '" + name + "'";
  }
}
