package io.jlockdep.samplefs.io;

import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.tree.Reservation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The cached pages of one file, one to a block, by block number. It knows nothing of disks and
 * ranges: pages are filled, dirtied and written back by the filesystem, under the range lock of
 * their bytes.
 */
public final class PageCache {
  /** One page. Its bytes and its dirty flag are guarded by its monitor. */
  public static final class Page {
    private final byte[] bytes = new byte[BlockDevice.BLOCK];
    private @Nullable Reservation reservation;
    private boolean dirty;
    private int pins;

    private Page() {}

    /** Copies bytes of the page, from {@code offset} on, into {@code to}, {@code count} of them. */
    public synchronized void copyTo(int offset, ByteBuffer to, int count) {
      to.put(bytes, offset, count);
    }

    /** Overwrites bytes of the page and makes it dirty. */
    public synchronized void copyFrom(int offset, ByteBuffer from, int count) {
      from.get(bytes, offset, count);
      dirty = true;
    }

    /** Zeroes bytes of the page and makes it dirty. */
    public synchronized void zero(int from, int to) {
      Arrays.fill(bytes, from, to, (byte) 0);
      dirty = true;
    }

    /** Whether a block is reserved for the next write-back. */
    public synchronized boolean isReserved() {
      return reservation != null;
    }

    /** Keeps a block reserved until the page is written back or dropped. */
    public synchronized void reserve(Reservation block) {
      if (reservation != null) {
        throw new IllegalStateException("the page has a reservation");
      }
      reservation = block;
    }

    /** Hands the reservation over; null if there is none. */
    public synchronized @Nullable Reservation takeReservation() {
      Reservation taken = reservation;
      reservation = null;
      return taken;
    }

    /** Copies the whole page and makes it clean, if it is dirty. */
    public synchronized boolean takeDirty(ByteBuffer to) {
      if (dirty) {
        to.put(bytes);
        dirty = false;
        return true;
      }
      return false;
    }

    /** After a failed write-back. */
    public synchronized void markDirty() {
      dirty = true;
    }

    public synchronized boolean isDirty() {
      return dirty;
    }
  }

  private final NavigableMap<Long, Page> pages = new TreeMap<>();

  /** The cached page, pinned; null if it is not cached. The caller unpins it. */
  public synchronized @Nullable Page findAndPin(long block) {
    Page page = pages.get(block);
    if (page != null) {
      page.pins++;
    }
    return page;
  }

  /**
   * The page of this block, pinned; a new one is filled from {@code contents} (one block, or null
   * for zeros).
   */
  public synchronized Page addAndPin(long block, @Nullable ByteBuffer contents) {
    Page page = pages.get(block);
    if (page == null) {
      page = new Page();
      if (contents != null) {
        contents.get(page.bytes);
      }
      pages.put(block, page);
    }
    page.pins++;
    return page;
  }

  /** The caller no longer uses the page. */
  public synchronized void unpin(Page page) {
    page.pins--;
  }

  /** Blocks of {@code [from, to)} whose pages are dirty, in order. */
  public synchronized List<Long> dirtyBlocks(long from, long to) {
    List<Long> dirty = new ArrayList<>();
    pages
        .subMap(from, to)
        .forEach(
            (block, page) -> {
              if (page.isDirty()) {
                dirty.add(block);
              }
            });
    return dirty;
  }

  /**
   * Drops the clean pages of {@code [from, to)} that nobody uses. False if some page had to stay.
   */
  public synchronized boolean invalidate(long from, long to) {
    NavigableMap<Long, Page> range = pages.subMap(from, true, to, false);
    range.values().removeIf(page -> page.pins == 0 && !page.isDirty());
    return range.isEmpty();
  }

  /** Drops every page of {@code [from, to)}; whoever still uses one reads what was true before. */
  public synchronized void drop(long from, long to) {
    for (Page page : pages.subMap(from, to).values()) {
      Reservation reservation = page.takeReservation();
      if (reservation != null) {
        reservation.close();
      }
    }
    pages.subMap(from, to).clear();
  }

  /** How many pages are cached. */
  public synchronized int size() {
    return pages.size();
  }
}
