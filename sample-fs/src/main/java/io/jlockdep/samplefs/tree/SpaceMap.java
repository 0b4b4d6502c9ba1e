package io.jlockdep.samplefs.tree;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which blocks are free. It lives in memory only: mounting rebuilds it from the trees, so a crash
 * can lose no space. Some blocks are kept back for commits, which need room to copy metadata even
 * when data has filled the rest.
 *
 * <p>A block of data that a file gives up is free at once if neither a committed tree nor the log
 * can refer to it (it is <em>fresh</em>); otherwise a crash could bring it back, and it waits for
 * the next commit.
 */
public final class SpaceMap {
  /** {@code count} blocks from {@code start} on. */
  public record Run(long start, int count) {}

  private final BitSet used;
  private final BitSet fresh = new BitSet();
  private List<Run> waiting = new ArrayList<>();
  private int waitingBlocks;
  private final int blocks;
  private final int reserve;
  private int free;
  private int promised;
  private int cursor;

  SpaceMap(BitSet used, int blocks) {
    this.used = (BitSet) used.clone();
    this.blocks = blocks;
    this.reserve = Math.max(32, blocks / 32);
    this.free = blocks - used.cardinality();
  }

  /**
   * Promises blocks for data.
   *
   * @throws NoSpaceException if not so many are free
   */
  public synchronized Reservation reserve(int wanted) throws NoSpaceException {
    if (wanted > available()) {
      throw new NoSpaceException(
          String.format(
              "no space left: %d of %d blocks free, %d reserved, %d asked for",
              free, blocks, reserve + promised, wanted));
    }
    promised += wanted;
    return new Reservation(this, wanted);
  }

  synchronized void move(Reservation from, Reservation to) {
    to.blocks += from.blocks;
    from.blocks = 0;
  }

  synchronized void release(Reservation reservation) {
    promised -= reservation.blocks;
    reservation.blocks = 0;
  }

  /** Takes neighbouring blocks out of a reservation: {@code wanted} of them, or fewer. */
  public synchronized Run allocate(Reservation reservation, int wanted) {
    if (wanted < 1 || wanted > reservation.blocks) {
      throw new IllegalStateException(wanted + " blocks of a reservation of " + reservation.blocks);
    }
    Run run = take(wanted);
    reservation.blocks -= run.count();
    promised -= run.count();
    fresh.set(Math.toIntExact(run.start()), Math.toIntExact(run.start() + run.count()));
    return run;
  }

  /** Takes one block for metadata; may use what is kept back. */
  synchronized int allocateNode() throws NoSpaceException {
    if (free <= 0) {
      throw new NoSpaceException("no space left for metadata in " + blocks + " blocks");
    }
    return Math.toIntExact(take(1).start());
  }

  /** Data blocks are no longer part of a file. */
  public synchronized void drop(long start, int count) {
    for (int block = Math.toIntExact(start); block < start + count; block++) {
      if (fresh.get(block)) {
        fresh.clear(block);
        free(block, 1);
      } else {
        waiting.add(new Run(block, 1));
        waitingBlocks++;
      }
    }
  }

  /** The log refers to these blocks from now on. */
  synchronized void noteLogged(long start, int count) {
    fresh.clear(Math.toIntExact(start), Math.toIntExact(start + count));
  }

  /** A commit takes all that is used now: what is to be freed once it is durable. */
  synchronized List<Run> takeWaiting() {
    fresh.clear();
    List<Run> taken = waiting;
    waiting = new ArrayList<>();
    waitingBlocks = 0;
    return taken;
  }

  synchronized void free(long start, int count) {
    int from = Math.toIntExact(start);
    if (used.nextClearBit(from) < from + count) {
      throw new IllegalStateException("block " + used.nextClearBit(from) + " is free already");
    }
    used.clear(from, from + count);
    free += count;
  }

  /** How many blocks data may still take. */
  public synchronized int available() {
    return Math.max(0, free - reserve - promised);
  }

  /** How many blocks a commit would make free. */
  public synchronized int waitingForCommit() {
    return waitingBlocks;
  }

  /** How many blocks are in use or promised. */
  public synchronized int used() {
    return blocks - free + promised;
  }

  public int blocks() {
    return blocks;
  }

  private Run take(int wanted) {
    int start = used.nextClearBit(cursor);
    if (start >= blocks) {
      start = used.nextClearBit(0);
    }
    int next = used.nextSetBit(start);
    int runEnd = next < 0 ? blocks : Math.min(next, blocks);
    int count = Math.min(wanted, runEnd - start);
    used.set(start, start + count);
    free -= count;
    cursor = start + count;
    return new Run(start, count);
  }
}
