package io.jlockdep.samplefs.block;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A device in memory that remembers every write and every flush, so that one can ask afterwards
 * what a crash at any moment would have left on the disk: what was durable at that moment, and any
 * part of the writes that were not, torn at 512 bytes.
 *
 * <p>A write is durable if it asked for FUA, or if a flush was <em>issued after</em> it had
 * returned and has returned itself.
 */
public final class RecordingDevice implements BlockDevice {
  /** What a disk writes as a whole. */
  static final int SECTOR = 512;

  /**
   * One write or flush.
   *
   * @param bytes what was written; null for a flush
   * @param covered for a flush: the number of events before it was issued
   */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  private record Event(long block, byte @Nullable [] bytes, boolean fua, int covered) {}

  private final MemoryDevice target;
  private final byte[] before;
  private final List<Event> events = new ArrayList<>();

  public RecordingDevice(MemoryDevice target) {
    this.target = target;
    this.before = target.contents();
  }

  /** How many writes and flushes there were: a crash may come before each, and after the last. */
  public synchronized int events() {
    return events.size();
  }

  /**
   * What the disk holds after a crash that comes after {@code count} events, if nothing survives
   * that need not.
   */
  public byte[] durableAfter(int count) {
    return imageAfter(count, null);
  }

  /**
   * The same, where chance decides for every other write whether it, or which sectors of it,
   * survives.
   */
  public byte[] crashAfter(int count, Random random) {
    return imageAfter(count, random);
  }

  /** Whether event {@code index} makes something durable: a flush, or a write with FUA. */
  public synchronized boolean isBarrier(int index) {
    Event event = events.get(index);
    return event.bytes() == null || event.fua();
  }

  /** The writes, by their index, that a crash after {@code count} events may undo. */
  public synchronized List<Integer> losable(int count) {
    List<Integer> losable = new ArrayList<>();
    for (int i = flushed(count); i < count; i++) {
      Event event = events.get(i);
      if (event.bytes() != null && !event.fua()) {
        losable.add(i);
      }
    }
    return losable;
  }

  /**
   * What the disk holds after a crash after {@code count} events, if of the {@link #losable} writes
   * these survive, whole, and no others.
   */
  public synchronized byte[] imageWith(int count, Collection<Integer> surviving) {
    int flushed = flushed(count);
    byte[] image = before.clone();
    for (int i = 0; i < count; i++) {
      Event event = events.get(i);
      byte[] bytes = event.bytes();
      if (bytes != null && (i < flushed || event.fua() || surviving.contains(i))) {
        System.arraycopy(bytes, 0, image, Math.toIntExact(event.block() * BLOCK), bytes.length);
      }
    }
    return image;
  }

  private int flushed(int count) {
    int flushed = 0;
    for (Event event : events.subList(0, count)) {
      flushed = event.bytes() == null ? Math.max(flushed, event.covered()) : flushed;
    }
    return flushed;
  }

  private synchronized byte[] imageAfter(int count, @Nullable Random random) {
    int flushed = flushed(count);
    byte[] image = before.clone();
    for (int i = 0; i < count; i++) {
      Event event = events.get(i);
      byte[] bytes = event.bytes();
      if (bytes != null) {
        int at = Math.toIntExact(event.block() * BLOCK);
        if (i < flushed || event.fua()) {
          System.arraycopy(bytes, 0, image, at, bytes.length);
        } else if (random != null) {
          applySome(image, at, bytes, random);
        }
      }
    }
    return image;
  }

  private static void applySome(byte[] image, int at, byte[] bytes, Random random) {
    int choice = random.nextInt(3);
    for (int from = 0; from < bytes.length; from += SECTOR) {
      if (choice == 0 || (choice == 1 && random.nextBoolean())) {
        System.arraycopy(bytes, from, image, at + from, SECTOR);
      }
    }
  }

  @Override
  public long blocks() {
    return target.blocks();
  }

  @Override
  public void read(long block, ByteBuffer buffer) throws IOException {
    target.read(block, buffer);
  }

  @Override
  public synchronized void write(long block, ByteBuffer buffer, boolean fua) throws IOException {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    target.write(block, buffer, fua);
    events.add(new Event(block, bytes, fua, 0));
  }

  @Override
  public void flush() {
    int issued = events();
    target.flush();
    synchronized (this) {
      events.add(new Event(0, null, false, issued));
    }
  }

  @Override
  public void close() {}
}
