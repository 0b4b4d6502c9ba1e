package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;

/** The lock of a file and a monitor, in two orders. */
@Expect(
    covers = {"FileChannel.lock", "FileChannel.tryLock", "FileLock.release"},
    edges = {
      "FileLockAbba.channel -> FileLockAbba.cache",
      "FileLockAbba.cache -> FileLockAbba.channel"
    },
    alsoReleases = {8})
public class FileLockAbba {
  private final FileChannel channel;
  private final Object cache = new Object();
  private final Object after = new Object();

  private FileLockAbba(File file) throws IOException {
    channel = FileChannel.open(file.toPath(), StandardOpenOption.WRITE);
  }

  public static void main(String[] args) throws IOException {
    File file = File.createTempFile("jlockdep", ".lock");
    FileLockAbba program = new FileLockAbba(file);
    FileLock lock = program.channel.lock();
    synchronized (program.cache) {
      System.out.println(lock.isShared());
    }
    lock.release();
    synchronized (program.cache) {
      lock = program.channel.lock();
    }
    lock.close();
    lock = program.channel.tryLock();
    lock.release();
    synchronized (program.after) {
      System.out.println(lock.isValid());
    }
    program.channel.close();
    System.out.println(file.delete());
  }
}
