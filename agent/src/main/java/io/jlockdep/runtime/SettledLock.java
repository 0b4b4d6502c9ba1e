package io.jlockdep.runtime;

import java.lang.ref.WeakReference;

/**
 * The lock of the JDK that may be taken in the short way at one site, with all that the short way
 * asks of it.
 */
final class SettledLock extends WeakReference<Object> {
  final LockRef ref;

  /** What the acquisition adds to a chain. */
  final int link;

  /** Whether it is the exclusive side of a lock that has readers. */
  final boolean hasReaders;

  SettledLock(Object lock, LockRef ref) {
    super(lock);
    this.ref = ref;
    this.link = ref.link();
    this.hasReaders = ref.hasReaders;
  }
}
