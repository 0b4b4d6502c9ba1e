package io.jlockdep.samplefs.lock;

/**
 * The declared order of the locks of this filesystem, outermost first: whoever holds a lock may
 * wait only for locks that come later in this list. The code of the era FIXED obeys it; the
 * historic behaviours that break it are what the filesystem is here to show.
 *
 * <p>The waits have a place too. A thread may wait for the direct-IO count ({@code DioCount}) or
 * for ordered extents while it holds the inode lock, because whoever ends that IO takes nothing
 * above {@link #EXTENT_RANGE} before it does.
 */
public enum LockOrder {
  /**
   * {@code FileSystem.reclaimLock}: one thread at a time syncs everything because space runs out.
   */
  RECLAIM("vfs.FileSystem", "reclaimLock"),
  /**
   * {@code Namespace.lock}: every name. A rename takes it exclusively, and one inode lock after the
   * other inside it, never two at once.
   */
  NAMESPACE("vfs.Namespace", "lock"),
  /** {@code Inode.rwsem}: size, position of appends, which operations run side by side. */
  INODE_LOCK("vfs.Inode", "rwsem"),
  /** {@code Inode.dioSem}: historic; direct writes without the inode lock against fsync. */
  DIO_SEM("vfs.Inode", "dioSem"),
  /** {@code Inode.extents}: IO in flight against pages and mappings of the same bytes. */
  EXTENT_RANGE("vfs.Inode", "extents"),
  /** {@code Commits.commitLock}: one commit or log sync at a time; waits for the device. */
  COMMIT("tree.Commits", "commitLock"),
  /** {@code Metadata.running}: the running transaction; shared to change, exclusive to end it. */
  TRANSACTION("tree.Metadata", "running"),
  /** The monitors: held for a few instructions, nothing is taken inside them except a later one. */
  PAGE_CACHE("vfs.Inode", "pages"),
  /** The monitor of one page, while its bytes are copied. */
  PAGE("io.PageCache$Page", ""),
  /** The monitor of the trees. */
  TREES("tree.Metadata", "treeLock"),
  /** The monitor of the free space. */
  SPACE("tree.Metadata", "space");

  private final String owner;
  private final String field;

  LockOrder(String owner, String field) {
    this.owner = "io.jlockdep.samplefs." + owner;
    this.field = field;
  }

  /** The class that has the lock. */
  public String owner() {
    return owner;
  }

  /** The field that holds the lock; empty if the lock is the owner's own monitor. */
  public String field() {
    return field;
  }

  /** Whether a holder of this lock may wait for {@code inner}. */
  public boolean mayPrecede(LockOrder inner) {
    return compareTo(inner) < 0;
  }
}
