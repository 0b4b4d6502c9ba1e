package io.jlockdep.samplefs.io;

import io.jlockdep.samplefs.block.AlignedBuffers;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The caller's memory for one read or write: one or more segments, used up in order (the kernel's
 * iov_iter). The position of a buffer moves as its bytes are used.
 *
 * <p>Memory that is mapped from a file may not be there when it is needed. Then the first use is a
 * page fault, which reads the file; until then the segment is not resident.
 */
public final class IovIter {
  /** Brings the bytes of a segment into memory. */
  @FunctionalInterface
  public interface PageFault {
    void faultIn(ByteBuffer segment) throws IOException;
  }

  /** A part of some memory: two of them may be the same part. */
  public record Segment(ByteBuffer memory, int offset, int length) {
    private boolean overlaps(Segment other) {
      return memory == other.memory
          && offset < other.offset + other.length
          && other.offset < offset + length;
    }
  }

  private final Segment[] segments;
  private final ByteBuffer[] buffers;
  private final @Nullable PageFault fault;
  private int resident;

  private IovIter(
      Segment[] segments, ByteBuffer[] buffers, int resident, @Nullable PageFault fault) {
    this.segments = segments;
    this.buffers = buffers;
    this.resident = resident;
    this.fault = fault;
  }

  /** The remaining bytes of buffers. */
  public static IovIter of(ByteBuffer... buffers) {
    Segment[] segments = new Segment[buffers.length];
    for (int i = 0; i < buffers.length; i++) {
      segments[i] = new Segment(buffers[i], buffers[i].position(), buffers[i].remaining());
    }
    return new IovIter(segments, buffers.clone(), buffers.length, null);
  }

  /** Parts of memory; the positions of the buffers do not matter and stay. */
  public static IovIter of(Segment... segments) {
    ByteBuffer[] buffers = new ByteBuffer[segments.length];
    for (int i = 0; i < buffers.length; i++) {
      Segment segment = segments[i];
      buffers[i] = segment.memory().slice(segment.offset(), segment.length());
    }
    return new IovIter(segments.clone(), buffers, buffers.length, null);
  }

  /** The same, where the segments from index {@code resident} on are not in memory yet. */
  public IovIter mapped(int firstAbsent, PageFault how) {
    return new IovIter(segments, buffers, firstAbsent, how);
  }

  /** Bytes that are left. */
  public long remaining() {
    long bytes = 0;
    for (ByteBuffer buffer : buffers) {
      bytes += buffer.remaining();
    }
    return bytes;
  }

  public boolean hasRemaining() {
    return remaining() > 0;
  }

  /** The first buffer that has bytes left. */
  public ByteBuffer current() {
    return buffers[currentIndex()];
  }

  /** The memory of {@link #current}. */
  ByteBuffer currentMemory() {
    return segments[currentIndex()].memory();
  }

  /** Where in {@link #currentMemory} the bytes that are left begin. */
  int currentOffset() {
    int i = currentIndex();
    return segments[i].offset() + segments[i].length() - buffers[i].remaining();
  }

  private int currentIndex() {
    for (int i = 0; i < buffers.length; i++) {
      if (buffers[i].hasRemaining()) {
        return i;
      }
    }
    throw new IllegalStateException("no bytes are left");
  }

  /** Whether the current segment can be used without a page fault. */
  public boolean isResident() {
    return !hasRemaining() || currentIndex() < resident;
  }

  /** Takes the page fault of the current segment, if it is not resident: reads a file. */
  public void faultIn() throws IOException {
    int index = currentIndex();
    PageFault how = fault;
    if (index >= resident && how != null) {
      how.faultIn(buffers[index].duplicate());
      resident = index + 1;
    }
  }

  /** Whether a direct transfer may use every segment. */
  public boolean isAligned() {
    for (ByteBuffer buffer : buffers) {
      if (buffer.hasRemaining() && !AlignedBuffers.isAligned(buffer)) {
        return false;
      }
    }
    return true;
  }

  /** Whether two segments share memory. */
  public boolean hasDuplicates() {
    for (int i = 0; i < segments.length; i++) {
      for (int j = 0; j < i; j++) {
        if (segments[i].overlaps(segments[j])) {
          return true;
        }
      }
    }
    return false;
  }
}
