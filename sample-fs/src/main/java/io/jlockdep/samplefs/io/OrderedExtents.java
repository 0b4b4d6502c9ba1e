package io.jlockdep.samplefs.io;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The writes of one file whose data is on its way and whose mapping has not changed yet. A sync
 * waits for them: only then do the trees say what the sync must make durable.
 *
 * <p>A write shows itself in two steps: {@link #start} makes the ordered extent that a sync can
 * wait for, {@link #publish} tells that there is a new mapping. A sync waits for what is published,
 * so the order of the two matters.
 */
public final class OrderedExtents {
  private final Set<Object> started = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Object> published = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * A write has its place on the disk.
   *
   * @param key stands for the write until {@link #finish}
   */
  public synchronized void start(Object key) {
    started.add(key);
  }

  /** The new mapping of a write can be seen. */
  public synchronized void publish(Object key) {
    published.add(key);
  }

  /** The data is written and the trees changed, or the write failed. */
  public synchronized void finish(Object key) {
    if (!started.remove(key)) {
      throw new IllegalStateException("an ordered extent finished that was not started");
    }
    published.remove(key);
    notifyAll();
  }

  /**
   * Waits, uninterruptibly, for the end of every write whose mapping is published. The caller holds
   * what keeps new ones out.
   */
  public synchronized void waitForPublished() {
    boolean interrupted = false;
    while (published.stream().anyMatch(started::contains)) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  public synchronized int underWay() {
    return started.size();
  }
}
