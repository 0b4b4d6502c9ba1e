// Syncs its file without a lock, and with one.
package com.example;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

public class Journal {
  private static final Object lock = new Object();

  static void append(FileChannel file) throws IOException {
    synchronized (lock) {
      file.write(ByteBuffer.wrap(new byte[] {1}));
    }
    file.force(false);
  }

  static void appendUnderLock(FileChannel file) throws IOException {
    synchronized (lock) {
      file.write(ByteBuffer.wrap(new byte[] {2}));
      file.force(false);
    }
  }

  public static void main(String[] args) throws IOException {
    Path path = Files.createTempFile("journal", "");
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      append(file);
      appendUnderLock(file);
    }
    Files.delete(path);
  }
}
