package io.jlockdep.samplefs.nio;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.util.ArrayList;
import java.util.List;

/**
 * The locks that channels of this JVM hold on one file. No other JVM can have the image open, so
 * there is nobody to wait for: what overlaps a lock of this JVM is refused, as {@link FileLock}
 * says.
 */
final class FileLocks {
  private final List<FileLock> held = new ArrayList<>();

  /** Takes a lock. */
  synchronized FileLock lock(
      FileChannel channel, long position, long size, boolean shared, boolean wait) {
    for (FileLock other : held) {
      if (other.overlaps(position, size)) {
        throw new OverlappingFileLockException();
      }
    }
    FileLock lock = new Lock(channel, position, size, shared);
    held.add(lock);
    return lock;
  }

  synchronized void releaseAll(FileChannel channel) {
    held.removeIf(lock -> lock.acquiredBy() == channel);
  }

  private synchronized void remove(FileLock lock) {
    held.remove(lock);
  }

  private synchronized boolean isHeld(FileLock lock) {
    return held.contains(lock);
  }

  private final class Lock extends FileLock {
    Lock(FileChannel channel, long position, long size, boolean shared) {
      super(channel, position, size, shared);
    }

    @Override
    public boolean isValid() {
      return acquiredBy().isOpen() && isHeld(this);
    }

    @Override
    public void release() {
      remove(this);
    }
  }
}
