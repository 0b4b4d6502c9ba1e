package io.jlockdep.runtime;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** Files that are opened by constructors, and writes to streams that end in files. */
public final class StreamHooks {
  /** The class of the streams that {@code Files.newOutputStream} makes of ordinary files. */
  private static volatile @Nullable Class<?> channelStream;

  private StreamHooks() {}

  /** A stream from {@code Files.newOutputStream}. */
  static void opened(@Nullable OutputStream stream) {
    if (stream != null && stream.getClass().getClassLoader() == null) {
      channelStream = stream.getClass();
    }
  }

  /**
   * Just before a constructor that opens a file.
   *
   * @param path a string, a file or something else
   * @param mode of a random access file, else null
   */
  public static void opening(@Nullable Object path, @Nullable Object mode) {
    HeldLocks held = HeldLocks.entering(path);
    if (held != null) {
      Activity activity = Activity.of(held);
      activity.opening =
          path instanceof File ? ((File) path).getPath() : path instanceof String ? path : null;
      activity.openingSynced = "rws".equals(mode) || "rwd".equals(mode);
    }
  }

  /** Just after it. */
  public static void constructed(@Nullable Object file) {
    HeldLocks held = HeldLocks.entering(file);
    Activity activity = held == null ? null : held.activity;
    if (activity != null && (file instanceof RandomAccessFile || file instanceof OutputStream)) {
      Object path = activity.opening;
      activity.opening = null;
      if (path != null) {
        OpenFiles.opened(file, path, activity.openingSynced);
      }
    }
  }

  @Replaces(FileOutputStream.class)
  public static FileDescriptor getFD(FileOutputStream stream, int site) throws IOException {
    FileDescriptor descriptor = stream.getFD();
    OpenFiles.derived(stream, descriptor);
    return descriptor;
  }

  @Replaces(FileOutputStream.class)
  public static FileChannel getChannel(FileOutputStream stream, int site) {
    FileChannel channel = stream.getChannel();
    OpenFiles.derived(stream, channel);
    return channel;
  }

  @Replaces(OutputStream.class)
  public static void write(OutputStream stream, byte[] bytes, int site) throws IOException {
    if (!isFile(stream)) {
      stream.write(bytes);
      return;
    }
    long start = SyncCalls.beginWrite(stream);
    stream.write(bytes);
    SyncCalls.end(stream, "dsync-write", start, bytes.length, site);
  }

  @Replaces(OutputStream.class)
  public static void write(OutputStream stream, byte[] bytes, int offset, int length, int site)
      throws IOException {
    if (!isFile(stream)) {
      stream.write(bytes, offset, length);
      return;
    }
    long start = SyncCalls.beginWrite(stream);
    stream.write(bytes, offset, length);
    SyncCalls.end(stream, "dsync-write", start, length, site);
  }

  @Replaces(FileOutputStream.class)
  public static void write(FileOutputStream stream, int value, int site) throws IOException {
    long start = SyncCalls.beginWrite(stream);
    stream.write(value);
    SyncCalls.end(stream, "dsync-write", start, 1, site);
  }

  private static boolean isFile(@Nullable OutputStream stream) {
    if (stream == null) {
      return false;
    }
    Class<?> type = stream.getClass();
    return type == FileOutputStream.class || type == channelStream;
  }
}
