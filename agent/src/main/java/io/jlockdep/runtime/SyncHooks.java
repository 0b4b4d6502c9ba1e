package io.jlockdep.runtime;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

/**
 * Calls that wait for the disk: flushes, and writes to channels that were opened {@code DSYNC} or
 * {@code SYNC}. What is flushed is known by name where the call that opened it was seen.
 */
public final class SyncHooks {
  private SyncHooks() {}

  @Replaces(FileChannel.class)
  public static void force(FileChannel channel, boolean metaData, int site) throws IOException {
    long start = SyncCalls.begin(channel);
    channel.force(metaData);
    SyncCalls.end(channel, metaData ? "force-metadata" : "force", start, 0, site);
  }

  @Replaces(FileDescriptor.class)
  public static void sync(FileDescriptor descriptor, int site) throws java.io.SyncFailedException {
    long start = SyncCalls.begin(descriptor);
    descriptor.sync();
    SyncCalls.end(descriptor, "fd-sync", start, 0, site);
  }

  @Replaces(MappedByteBuffer.class)
  public static MappedByteBuffer force(MappedByteBuffer buffer, int site) {
    long start = SyncCalls.begin(buffer);
    MappedByteBuffer result = buffer.force();
    SyncCalls.end(buffer, "mapped-force", start, 0, site);
    return result;
  }

  @Replaces(MappedByteBuffer.class)
  public static MappedByteBuffer force(MappedByteBuffer buffer, int index, int length, int site) {
    long start = SyncCalls.begin(buffer);
    MappedByteBuffer result = buffer.force(index, length);
    SyncCalls.end(buffer, "mapped-force", start, 0, site);
    return result;
  }

  @Replaces(FileChannel.class)
  public static MappedByteBuffer map(
      FileChannel channel, FileChannel.MapMode mode, long position, long size, int site)
      throws IOException {
    MappedByteBuffer buffer = channel.map(mode, position, size);
    OpenFiles.derived(channel, buffer);
    return buffer;
  }

  @Replaces(WritableByteChannel.class)
  public static int write(WritableByteChannel channel, ByteBuffer source, int site)
      throws IOException {
    long start = SyncCalls.beginWrite(channel);
    int written = channel.write(source);
    SyncCalls.end(channel, "dsync-write", start, written, site);
    return written;
  }

  @Replaces(FileChannel.class)
  public static int write(FileChannel channel, ByteBuffer source, long position, int site)
      throws IOException {
    long start = SyncCalls.beginWrite(channel);
    int written = channel.write(source, position);
    SyncCalls.end(channel, "dsync-write", start, written, site);
    return written;
  }

  @Replaces(GatheringByteChannel.class)
  public static long write(GatheringByteChannel channel, ByteBuffer[] sources, int site)
      throws IOException {
    long start = SyncCalls.beginWrite(channel);
    long written = channel.write(sources);
    SyncCalls.end(channel, "dsync-write", start, written, site);
    return written;
  }

  @Replaces(GatheringByteChannel.class)
  public static long write(
      GatheringByteChannel channel, ByteBuffer[] sources, int offset, int length, int site)
      throws IOException {
    long start = SyncCalls.beginWrite(channel);
    long written = channel.write(sources, offset, length);
    SyncCalls.end(channel, "dsync-write", start, written, site);
    return written;
  }

  @Replaces(value = FileChannel.class, isStatic = true)
  public static FileChannel open(Path path, OpenOption[] options, int site) throws IOException {
    FileChannel channel = FileChannel.open(path, options);
    OpenFiles.opened(channel, path, options);
    return channel;
  }

  @Replaces(value = FileChannel.class, isStatic = true)
  public static FileChannel open(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>[] attributes, int site)
      throws IOException {
    FileChannel channel = FileChannel.open(path, options, attributes);
    OpenFiles.opened(channel, path, options);
    return channel;
  }

  @Replaces(value = Files.class, isStatic = true)
  public static SeekableByteChannel newByteChannel(Path path, OpenOption[] options, int site)
      throws IOException {
    SeekableByteChannel channel = Files.newByteChannel(path, options);
    OpenFiles.opened(channel, path, options);
    return channel;
  }

  @Replaces(value = Files.class, isStatic = true)
  public static SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>[] attributes, int site)
      throws IOException {
    SeekableByteChannel channel = Files.newByteChannel(path, options, attributes);
    OpenFiles.opened(channel, path, options);
    return channel;
  }

  @Replaces(value = Files.class, isStatic = true)
  public static OutputStream newOutputStream(Path path, OpenOption[] options, int site)
      throws IOException {
    OutputStream stream = Files.newOutputStream(path, options);
    OpenFiles.opened(stream, path, options);
    StreamHooks.opened(stream);
    return stream;
  }

  @Replaces(RandomAccessFile.class)
  public static FileDescriptor getFD(RandomAccessFile file, int site) throws IOException {
    FileDescriptor descriptor = file.getFD();
    OpenFiles.derived(file, descriptor);
    return descriptor;
  }

  @Replaces(RandomAccessFile.class)
  public static FileChannel getChannel(RandomAccessFile file, int site) {
    FileChannel channel = file.getChannel();
    OpenFiles.derived(file, channel);
    return channel;
  }

  @Replaces(RandomAccessFile.class)
  public static void write(RandomAccessFile file, int value, int site) throws IOException {
    long start = SyncCalls.beginWrite(file);
    file.write(value);
    SyncCalls.end(file, "dsync-write", start, 1, site);
  }

  @Replaces(RandomAccessFile.class)
  public static void write(RandomAccessFile file, byte[] bytes, int site) throws IOException {
    long start = SyncCalls.beginWrite(file);
    file.write(bytes);
    SyncCalls.end(file, "dsync-write", start, bytes.length, site);
  }

  @Replaces(RandomAccessFile.class)
  public static void write(RandomAccessFile file, byte[] bytes, int offset, int length, int site)
      throws IOException {
    long start = SyncCalls.beginWrite(file);
    file.write(bytes, offset, length);
    SyncCalls.end(file, "dsync-write", start, length, site);
  }

  @Replaces(RandomAccessFile.class)
  public static void writeBoolean(RandomAccessFile file, boolean value, int site)
      throws IOException {
    long start = SyncCalls.beginWrite(file);
    file.writeBoolean(value);
    SyncCalls.end(file, "dsync-write", start, 1, site);
  }

  @Replaces(RandomAccessFile.class)
  public static void writeByte(RandomAccessFile file, int value, int site) throws IOException {
    long start = SyncCalls.beginWrite(file);
    file.writeByte(value);
    SyncCalls.end(file, "dsync-write", start, 1, site);
  }

  @Replaces(RandomAccessFile.class)
  public static void writeShort(RandomAccessFile file, int value, int site) throws IOException {
    long start = SyncCalls.beginWrite(file);
    file.writeShort(value);
    SyncCalls.end(file, "dsync-write", start, 2, site);
  }

  @Replaces(RandomAccessFile.class)
  public static void writeChar(RandomAccessFile file, int value, int site) throws IOException {
    long start = SyncCalls.beginWrite(file);
    file.writeChar(value);
    SyncCalls.end(file, "dsync-write", start, 2, site);
  }

  @Replaces(RandomAccessFile.class)
  public static void writeInt(RandomAccessFile file, int value, int site) throws IOException {
    long start = SyncCalls.beginWrite(file);
    file.writeInt(value);
    SyncCalls.end(file, "dsync-write", start, 4, site);
  }

  @Replaces(RandomAccessFile.class)
  public static void writeLong(RandomAccessFile file, long value, int site) throws IOException {
    long start = SyncCalls.beginWrite(file);
    file.writeLong(value);
    SyncCalls.end(file, "dsync-write", start, 8, site);
  }

  @Replaces(RandomAccessFile.class)
  public static void writeFloat(RandomAccessFile file, float value, int site) throws IOException {
    long start = SyncCalls.beginWrite(file);
    file.writeFloat(value);
    SyncCalls.end(file, "dsync-write", start, 4, site);
  }

  @Replaces(RandomAccessFile.class)
  public static void writeDouble(RandomAccessFile file, double value, int site) throws IOException {
    long start = SyncCalls.beginWrite(file);
    file.writeDouble(value);
    SyncCalls.end(file, "dsync-write", start, 8, site);
  }

  @Replaces(RandomAccessFile.class)
  public static void writeBytes(RandomAccessFile file, String text, int site) throws IOException {
    long start = SyncCalls.beginWrite(file);
    file.writeBytes(text);
    SyncCalls.end(file, "dsync-write", start, text.length(), site);
  }

  @Replaces(RandomAccessFile.class)
  public static void writeChars(RandomAccessFile file, String text, int site) throws IOException {
    long start = SyncCalls.beginWrite(file);
    file.writeChars(text);
    SyncCalls.end(file, "dsync-write", start, 2L * text.length(), site);
  }

  @Replaces(RandomAccessFile.class)
  public static void writeUTF(RandomAccessFile file, String text, int site) throws IOException {
    long start = SyncCalls.beginWrite(file);
    long from = start == SyncCalls.NOT_FOLLOWED ? 0 : file.getFilePointer();
    file.writeUTF(text);
    if (start != SyncCalls.NOT_FOLLOWED) {
      SyncCalls.end(file, "dsync-write", start, file.getFilePointer() - from, site);
    }
  }
}
