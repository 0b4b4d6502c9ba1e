package io.jlockdep.runtime;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Reads that may block: of sockets, files and pipes. What reads from memory is told apart. */
public final class ReadHooks {
  private ReadHooks() {}

  /** What sort of thing is read, or empty if that cannot block; only asked under a lock. */
  private static String kindOf(long start, @Nullable Object source) {
    if (start == BlockingCalls.NOT_FOLLOWED || source == null) {
      return "";
    }
    if (source instanceof SelectableChannel) {
      boolean blocks = ((SelectableChannel) source).isBlocking();
      return !blocks ? "" : source instanceof SocketChannel ? "socket" : "pipe";
    }
    if (source instanceof FileInputStream || source instanceof FileChannel) {
      return "file";
    }
    if (source instanceof PipedInputStream || source instanceof Pipe.SourceChannel) {
      return "pipe";
    }
    String type = source.getClass().getName();
    return type.startsWith("java.net.Socket") || type.startsWith("sun.nio.ch.Socket")
        ? "socket"
        : "";
  }

  @Replaces(InputStream.class)
  public static int read(InputStream stream, byte[] bytes, int site) throws IOException {
    long start = BlockingCalls.begin();
    try {
      return stream.read(bytes);
    } finally {
      BlockingCalls.end(start, kindOf(start, stream), "read", site);
    }
  }

  @Replaces(InputStream.class)
  public static int read(InputStream stream, byte[] bytes, int offset, int length, int site)
      throws IOException {
    long start = BlockingCalls.begin();
    try {
      return stream.read(bytes, offset, length);
    } finally {
      BlockingCalls.end(start, kindOf(start, stream), "read", site);
    }
  }

  @Replaces(ReadableByteChannel.class)
  public static int read(ReadableByteChannel channel, ByteBuffer into, int site)
      throws IOException {
    long start = BlockingCalls.begin();
    try {
      return channel.read(into);
    } finally {
      BlockingCalls.end(start, kindOf(start, channel), "read", site);
    }
  }

  @Replaces(FileChannel.class)
  public static int read(FileChannel channel, ByteBuffer into, long position, int site)
      throws IOException {
    long start = BlockingCalls.begin();
    try {
      return channel.read(into, position);
    } finally {
      BlockingCalls.end(start, "file", "read", site);
    }
  }
}
