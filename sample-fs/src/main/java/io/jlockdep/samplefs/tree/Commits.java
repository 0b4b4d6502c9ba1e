package io.jlockdep.samplefs.tree;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.block.BlockDevice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Makes changes durable, in one of two ways. A commit writes the changed nodes of the trees. A log
 * sync writes only what one fsync needs, to the log tree, which a mount replays; it costs a
 * fraction and is possible unless names have changed.
 *
 * <p>Both have two halves. {@link #stage} notes what is to become durable, under the locks that
 * keep the inode still; {@link #sync} writes it, after those locks are given up. Syncs that wait
 * for one another share the writing.
 *
 * <p>Neither overwrites a block of the state on disk: new nodes are written, a flush follows (which
 * covers the data too, written before it was staged), and then the other superblock with FUA. Only
 * after that are the replaced blocks free. After a failure the filesystem accepts no more changes.
 */
public final class Commits {
  /**
   * What a sync has to wait for.
   *
   * @param number everything staged up to here
   * @param commit whether the log is not enough
   */
  public record Ticket(long number, boolean commit) {}

  private record Pending(int block, ByteBuffer node) {}

  private final Metadata metadata;
  private final BlockDevice device;

  /** Held while a commit or a log sync is written. */
  private final ReentrantLock commitLock = new ReentrantLock();

  private Superblock superblock;
  private long durable;
  private volatile @Nullable IOException failure;

  /** Guarded by the lock of the trees. */
  private long staged;

  private long durableAtCommit;

  Commits(Metadata metadata, BlockDevice device, Superblock superblock) {
    this.metadata = metadata;
    this.device = device;
    this.superblock = superblock;
  }

  /**
   * Notes the present state of an inode, whose item is up to date in the tree. The caller keeps the
   * inode still: no write of it may be under way.
   */
  public Ticket stage(BlockMap map) {
    synchronized (metadata.treeLock) {
      staged++;
      if (metadata.needsCommit(map.inode())) {
        return new Ticket(staged, true);
      }
      byte[] item = metadata.files.get(Keys.of(map.inode(), Keys.INODE));
      if (item != null) {
        metadata.log.put(Keys.of(map.inode(), Keys.INODE), item);
      }
      Map<Long, Long> changed = map.changed(metadata.transactionNumber());
      changed.forEach((from, to) -> logRange(map.inode(), from, to));
      changed.clear();
      return new Ticket(staged, false);
    }
  }

  private void logRange(long inode, long from, long to) {
    ExtentItems.remove(metadata.log, inode, from, to, old -> {});
    for (long at = from; at < to; ) {
      int most = (int) Math.min(to - at, Extent.MAX_COUNT);
      Extent extent = ExtentItems.lookup(metadata.files, inode, at, most);
      ExtentItems.add(metadata.log, inode, at, extent);
      if (!extent.isHole()) {
        metadata.space().noteLogged(extent.disk(), extent.count());
      }
      for (int i = 0; i < extent.count() && extent.isData(); i++) {
        byte[] key = Keys.of(0, Keys.CHECKSUM, extent.disk() + i);
        byte[] crc = metadata.checksums.get(key);
        if (crc != null) {
          metadata.log.put(key, crc);
        }
      }
      at += extent.count();
    }
  }

  /**
   * Returns when everything up to the ticket is on stable storage.
   *
   * @throws IOException if this commit or an earlier one failed
   */
  public void sync(Ticket ticket) throws IOException {
    commitLock.lock();
    try {
      requireWorking();
      if ((ticket.commit() ? durableAtCommit : durable) < ticket.number()) {
        write(ticket.commit());
      }
    } finally {
      commitLock.unlock();
    }
  }

  /** Makes everything that the trees hold durable. */
  public void commit() throws IOException {
    commitLock.lock();
    try {
      requireWorking();
      write(true);
    } finally {
      commitLock.unlock();
    }
  }

  private void write(boolean commit) throws IOException {
    try {
      if (commit) {
        writeCommit();
      } else {
        writeLog();
      }
    } catch (IOException | RuntimeException e) {
      failure = new IOException("an earlier commit failed: " + e.getMessage(), e);
      throw e;
    }
  }

  private void writeCommit() throws IOException {
    List<Pending> pending = new ArrayList<>();
    List<SpaceMap.Run> freed;
    List<Integer> replaced = new ArrayList<>();
    Superblock next;
    long number;
    metadata.stopChanges();
    try {
      synchronized (metadata.treeLock) {
        number = staged;
        next =
            superblock
                .next()
                .withTrees(
                    place(metadata.files, Node.Kind.FILES, pending),
                    place(metadata.checksums, Node.Kind.CHECKSUMS, pending),
                    metadata.nextInode());
        replaced.addAll(metadata.files.takeReplaced());
        replaced.addAll(metadata.checksums.takeReplaced());
        replaced.addAll(metadata.log.takeReplaced());
        replaced.addAll(metadata.log.blocks());
        freed = metadata.space().takeWaiting();
        metadata.beginNextTransaction();
      }
    } finally {
      metadata.resumeChanges();
    }
    makeDurable(pending, next);
    durable = number;
    durableAtCommit = number;
    replaced.forEach(block -> metadata.space().free(block, 1));
    freed.forEach(run -> metadata.space().free(run.start(), run.count()));
  }

  private void writeLog() throws IOException {
    List<Pending> pending = new ArrayList<>();
    List<Integer> replaced;
    Superblock next;
    long number;
    synchronized (metadata.treeLock) {
      number = staged;
      next = superblock.next().withLog(place(metadata.log, Node.Kind.LOG, pending));
      replaced = metadata.log.takeReplaced();
    }
    makeDurable(pending, next);
    durable = number;
    replaced.forEach(block -> metadata.space().free(block, 1));
  }

  private int place(BTree tree, Node.Kind kind, List<Pending> pending) throws NoSpaceException {
    long generation = superblock.generation() + 1;
    return tree.write(
        treeNode -> {
          int block = metadata.space().allocateNode();
          ByteBuffer node = Node.create(kind, superblock.imageId(), generation, block);
          treeNode.encode(node);
          Node.seal(node);
          pending.add(new Pending(block, node));
          return block;
        });
  }

  private void makeDurable(List<Pending> pending, Superblock next) throws IOException {
    submit(pending);
    device.flush();
    next.write(device);
    superblock = next;
  }

  /** Neighbouring blocks go out in one write. */
  private void submit(List<Pending> pending) throws IOException {
    pending.sort(Comparator.comparingInt(Pending::block));
    for (int from = 0; from < pending.size(); ) {
      int to = from + 1;
      while (to < pending.size() && pending.get(to).block() == pending.get(to - 1).block() + 1) {
        to++;
      }
      ByteBuffer run = AlignedBuffers.allocate((to - from) * BlockDevice.BLOCK);
      for (Pending one : pending.subList(from, to)) {
        run.put(one.node());
      }
      device.write(pending.get(from).block(), run.flip(), false);
      from = to;
    }
  }

  /** Writes the superblock again, to the other slot. */
  void rewriteSuperblock() throws IOException {
    superblock = superblock.next();
    superblock.write(device);
  }

  private void requireWorking() throws IOException {
    IOException cause = failure;
    if (cause != null) {
      throw new IOException("read-only filesystem: " + cause.getMessage(), cause);
    }
  }

  /** Why the filesystem is read-only; null if it is not. */
  public @Nullable IOException failure() {
    return failure;
  }
}
