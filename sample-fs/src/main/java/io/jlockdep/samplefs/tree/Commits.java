package io.jlockdep.samplefs.tree;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.block.BlockDevice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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

  /** A commit or log sync under way, and what it will have made durable when it ends. */
  private record Writing(long number, boolean commit, CompletableFuture<@Nullable Void> end) {
    boolean covers(Ticket ticket) {
      return ticket.number() <= number && (commit || !ticket.commit());
    }
  }

  private final Metadata metadata;
  private final BlockDevice device;

  /** Held while a commit or a log sync is written. */
  private final ReentrantLock commitLock = new ReentrantLock();

  private Superblock superblock;
  private volatile long durable;
  private volatile long durableAtCommit;
  private volatile @Nullable Writing writing;
  private volatile long lastNanos;
  private final Arrivals arrivals = new Arrivals();
  private volatile @Nullable IOException failure;

  /** Guarded by the lock of the trees. */
  private long staged;

  Commits(Metadata metadata, BlockDevice device, Superblock superblock) {
    this.metadata = metadata;
    this.device = device;
    this.superblock = superblock;
  }

  /**
   * Notes the present state of an inode, whose item is up to date in the tree. The caller keeps the
   * inode still: no write of it may be under way.
   *
   * <p>Of several writers that want to sync the same file the first one stages what all have
   * written. The others get its ticket, so that one log sync is enough for them.
   */
  public Ticket stage(BlockMap map) {
    // The caller excludes all writes: those that were announced are over, and in the trees.
    arrivals.remove(map.announced().getAndSet(0));
    synchronized (metadata.treeLock) {
      byte[] key = Keys.of(map.inode(), Keys.INODE);
      byte[] item = metadata.files.get(key);
      Ticket before = map.staged(metadata.transactionNumber());
      if (before != null && Arrays.equals(item, metadata.log.get(key))) {
        return before;
      }
      staged++;
      if (metadata.needsCommit(map.inode())) {
        return new Ticket(staged, true);
      }
      if (item != null) {
        metadata.log.put(key, item);
      }
      Map<Long, Long> changed = map.changed(metadata.transactionNumber());
      changed.forEach((from, to) -> logRange(map.inode(), from, to));
      changed.clear();
      Ticket ticket = new Ticket(staged, false);
      map.noteStaged(ticket);
      return ticket;
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
   * A direct write begins that will be synced when it is over. The caller holds the inode lock, and
   * holds it until the write is over.
   */
  public void announce(BlockMap map) {
    arrivals.add();
    map.announced().incrementAndGet();
  }

  /** A write that was announced will not be synced; the caller has held the lock all the while. */
  public void withdraw(BlockMap map) {
    map.announced().decrementAndGet();
    arrivals.remove(1);
  }

  /**
   * Returns when everything up to the ticket is on stable storage. The caller holds no lock. If a
   * commit or log sync under way covers the ticket, its end is waited for. (All who wait for that
   * go on at once; behind a lock one would have to wake up before the next can.) If not, writes
   * under way are waited for that will be synced too, but no longer than the last sync took.
   *
   * @throws IOException if this commit or an earlier one failed
   */
  public void sync(Ticket ticket) throws IOException {
    awaitWriting();
    if (!isDurable(ticket)) {
      arrivals.await(lastNanos);
      Writing underWay = writing;
      if (underWay != null && underWay.covers(ticket)) {
        underWay.end().join();
      }
    }
    if (!isDurable(ticket)) {
      syncLocked(ticket);
    }
  }

  private void awaitWriting() {
    Writing underWay = writing;
    if (underWay != null) {
      underWay.end().join();
    }
  }

  /** The same for a caller that goes on to need the inode lock, which it holds. */
  public void syncLocked(Ticket ticket) throws IOException {
    commitLock.lock();
    try {
      requireWorking();
      if (!isDurable(ticket)) {
        write(ticket.commit());
      }
    } finally {
      commitLock.unlock();
    }
  }

  private boolean isDurable(Ticket ticket) {
    return ticket.number() <= (ticket.commit() ? durableAtCommit : durable);
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
    long begin = System.nanoTime();
    try {
      if (commit) {
        writeCommit();
      } else {
        writeLog();
      }
    } catch (IOException | RuntimeException e) {
      failure = new IOException("an earlier commit failed: " + e.getMessage(), e);
      throw e;
    } finally {
      lastNanos = System.nanoTime() - begin;
      Writing ended = writing;
      writing = null;
      if (ended != null) {
        ended.end().complete(null);
      }
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
        writing = new Writing(number, true, new CompletableFuture<>());
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
      writing = new Writing(number, false, new CompletableFuture<>());
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
