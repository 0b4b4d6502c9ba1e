package io.jlockdep.runtime;

import io.jlockdep.runtime.event.Entry;
import io.jlockdep.runtime.event.Fields;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;

/**
 * A recording that is written without JFR: one chunk of JFR's file format (2.1, which JDK 17 to 25
 * write and read), for a program that ends before JFR was worth starting. Used by one thread.
 *
 * <p>The metadata stands in front, where a file that was cut off still has it.
 */
final class DirectRecording {
  private static final int METADATA = 0;
  private static final int CHECKPOINT = 1;
  private static final int HEADER = 68;
  private static final long TICKS_PER_SECOND = 1_000_000_000L;

  /** Finished; numbers in groups of bits; the last chunk. */
  private static final int FLAGS = 3;

  /** The key of the only constant: the thread that writes. */
  private static final int WRITER = 1;

  private final ChunkMetadata metadata = new ChunkMetadata();
  private final ChunkBytes events = new ChunkBytes(1 << 14);
  private final ChunkBytes body = new ChunkBytes(1 << 10);
  private final Row row = new Row();
  private final long now = System.nanoTime();
  private int count;

  void add(Entry entry) {
    body.clear();
    body.putInt(metadata.typeOf(entry));
    body.putNumber(now + ++count); // readers that sort by time keep the order
    body.putNumber(0); // duration
    body.putInt(WRITER);
    body.putInt(0); // no stack
    entry.tell(row);
    events.putSized(body);
  }

  /**
   * Writes the file.
   *
   * @param startMillis when the recording began (epoch)
   * @param startTicks {@code System.nanoTime()} then
   */
  void write(File file, long startMillis, long startTicks) throws IOException {
    ChunkBytes chunk = new ChunkBytes(1 << 14);
    int metadataAt = HEADER;
    begin(METADATA);
    body.putInt(1); // the metadata's number
    metadata.write(body);
    chunk.putSized(body);
    int checkpointAt = HEADER + chunk.length();
    writeThread(chunk);
    ChunkBytes header = new ChunkBytes(HEADER);
    header.putFixed('F' << 24 | 'L' << 16 | 'R' << 8, 4);
    header.putFixed(2, 2);
    header.putFixed(1, 2);
    header.putFixed((long) HEADER + chunk.length() + events.length(), 8);
    header.putFixed(checkpointAt, 8);
    header.putFixed(metadataAt, 8);
    header.putFixed(startMillis * 1_000_000L, 8);
    header.putFixed(now + count - startTicks, 8);
    header.putFixed(startTicks, 8);
    header.putFixed(TICKS_PER_SECOND, 8);
    header.putFixed(FLAGS, 4);
    try (FileOutputStream out = new FileOutputStream(file)) {
      header.writeTo(out);
      chunk.writeTo(out);
      events.writeTo(out);
    }
  }

  private void writeThread(ChunkBytes chunk) {
    Thread thread = Thread.currentThread();
    begin(CHECKPOINT);
    body.putNumber(0); // no checkpoint before this one
    body.put(0); // not a flush
    body.putInt(1); // one pool
    body.putInt(ChunkMetadata.THREAD);
    body.putInt(1); // of one constant
    body.putInt(WRITER);
    body.putString(thread.getName());
    body.putNumber(0);
    body.putString(thread.getName());
    body.putNumber(thread.getId());
    chunk.putSized(body);
  }

  private void begin(int type) {
    body.clear();
    body.putInt(type);
    body.putNumber(now);
    body.putNumber(0); // duration
  }

  /** The values of an event's fields. */
  private final class Row implements Fields {
    @Override
    public void number(String name, int value) {
      body.putInt(value);
    }

    @Override
    public void number(String name, long value) {
      body.putNumber(value);
    }

    @Override
    public void flag(String name, boolean value) {
      body.put(value ? 1 : 0);
    }

    @Override
    public void text(String name, String value) {
      body.putString(value == null ? "" : value);
    }
  }
}
