package io.jlockdep.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.jspecify.annotations.Nullable;

/**
 * Locks on files. They keep other processes out; inside this one they are followed as one lock of
 * the channel, held exclusively, since a thread may have several regions of it.
 */
public final class FileLockHooks {
  private FileLockHooks() {}

  @Replaces(FileChannel.class)
  public static FileLock lock(FileChannel channel, int site) throws IOException {
    HeldLocks held = HeldLocks.entering(channel);
    if (held == null) {
      return channel.lock();
    }
    LockRef ref = held.lockRef(channel, site);
    int stack = held.acquiring(ref, channel, Acquire.INTERRUPTIBLE, site);
    FileLock lock;
    try {
      lock = channel.lock();
    } catch (Throwable t) {
      held.abandoned();
      throw t;
    }
    acquired(held, ref, channel, lock, Acquire.INTERRUPTIBLE, site, stack);
    return lock;
  }

  @Replaces(FileChannel.class)
  public static FileLock lock(FileChannel channel, long from, long size, boolean shared, int site)
      throws IOException {
    HeldLocks held = HeldLocks.entering(channel);
    if (held == null) {
      return channel.lock(from, size, shared);
    }
    LockRef ref = held.lockRef(channel, site);
    int stack = held.acquiring(ref, channel, Acquire.INTERRUPTIBLE, site);
    FileLock lock;
    try {
      lock = channel.lock(from, size, shared);
    } catch (Throwable t) {
      held.abandoned();
      throw t;
    }
    acquired(held, ref, channel, lock, Acquire.INTERRUPTIBLE, site, stack);
    return lock;
  }

  @Replaces(FileChannel.class)
  public static @Nullable FileLock tryLock(FileChannel channel, int site) throws IOException {
    FileLock lock = channel.tryLock();
    tried(channel, lock, site);
    return lock;
  }

  @Replaces(FileChannel.class)
  public static @Nullable FileLock tryLock(
      FileChannel channel, long from, long size, boolean shared, int site) throws IOException {
    FileLock lock = channel.tryLock(from, size, shared);
    tried(channel, lock, site);
    return lock;
  }

  @Replaces(FileLock.class)
  public static void release(FileLock lock, int site) throws IOException {
    releasing(lock, site);
    lock.release();
  }

  @Replaces(FileLock.class)
  public static void close(FileLock lock, int site) throws IOException {
    releasing(lock, site);
    lock.close();
  }

  /** All locks of a channel end with it. */
  @Replaces(FileChannel.class)
  public static void close(FileChannel channel, int site) throws IOException {
    HeldLocks held = HeldLocks.entering(channel);
    if (held != null && held.depth != 0 && Instances.LOCKS.find(channel) != null) {
      for (int i = held.depth; i > 0; i--) {
        held.releasingLock(channel, site);
      }
    }
    channel.close();
  }

  private static void tried(FileChannel channel, @Nullable FileLock lock, int site) {
    HeldLocks held = lock == null ? null : HeldLocks.entering(channel);
    if (held != null && lock != null) {
      acquired(held, held.lockRef(channel, site), channel, lock, Acquire.TRY, site, 0);
    }
  }

  private static void acquired(
      HeldLocks held,
      LockRef ref,
      FileChannel channel,
      FileLock lock,
      int how,
      int site,
      int stack) {
    held.acquired(ref, channel, how, site, stack);
    held.guardOn();
    try {
      Instances.addView(channel, lock, Acquire.EXCLUSIVE, Site.at(site));
    } catch (Throwable t) {
      Facts.lost(t);
    } finally {
      held.guardOff();
    }
  }

  private static void releasing(FileLock lock, int site) {
    HeldLocks held = HeldLocks.entering(lock);
    if (held != null && lock.isValid()) {
      held.releasingLock(lock, site);
    }
  }
}
