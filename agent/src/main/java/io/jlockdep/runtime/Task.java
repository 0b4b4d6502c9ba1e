package io.jlockdep.runtime;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A task that was handed to an executor, found by the object that the executor runs. */
final class Task extends WeakNode {
  private static final AtomicInteger IDS = new AtomicInteger();

  final int id = IDS.incrementAndGet();

  /** Where it was submitted, or 0. */
  final int site;

  /** Whether the thread that runs it is followed closely meanwhile. */
  final boolean closely;

  /** The future that its end completes, or 0; and its class. */
  int event;

  int eventClass;

  /** Who runs it. */
  volatile @Nullable WeakReference<Thread> runner;

  /** Where it waits or waited to be run. */
  volatile @Nullable WeakReference<Object> pool;

  volatile boolean begun;
  volatile boolean ended;

  Task(Object command, int site, boolean closely, ReferenceQueue<Object> queue) {
    super(command, queue);
    this.site = site;
    this.closely = closely;
  }

  @Override
  void gone() {
    if (!begun) {
      begun = true;
      Tasks.OUTSTANDING.decrementAndGet();
    }
  }
}
