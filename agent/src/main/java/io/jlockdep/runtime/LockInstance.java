package io.jlockdep.runtime;

import io.jlockdep.runtime.event.Entry;
import io.jlockdep.runtime.event.InstanceTraitEvent;
import io.jlockdep.runtime.event.LockInstanceEvent;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One lock. Does not refer to the lock object, which it may outlive. */
final class LockInstance {
  private static final AtomicInteger IDS = new AtomicInteger();

  final LockKind kind;
  final String type;

  /** Of a semaphore: all its permits, when first seen; else 0. */
  volatile int permits;

  /** May change until the spec's name of the field that holds it is known. */
  volatile int lockClass;

  /** Released by a thread that did not hold it: a semaphore then no longer counts as a lock. */
  volatile boolean releasedElsewhere;

  /** Holds that other threads gave up and whose holders do not know yet. */
  private volatile short foreignExclusive;

  private volatile short foreignShared;

  /**
   * The thread that made it, if that was seen, and how many locks that thread had taken by then.
   */
  int maker;

  int madeAt;

  /** Somebody has had it. */
  boolean used;

  /** Who held it lately; only while contention is measured. */
  volatile @Nullable RecentHolds recent;

  private volatile int id;

  LockInstance(LockKind kind, String type, int lockClass, int permits) {
    this.kind = kind;
    this.type = type;
    this.lockClass = lockClass;
    this.permits = permits;
  }

  /** The id in the recording; given, and told to the recording, when first asked for. */
  int id() {
    int known = id;
    return known != 0 ? known : giveId();
  }

  private synchronized int giveId() {
    if (id == 0) {
      int given = IDS.incrementAndGet();
      Facts.add(new Told(given, lockClass, type, permits));
      id = given;
    }
    return id;
  }

  /** Who held it lately; {@code thread} is about to ask for it. */
  RecentHolds recent(int thread) {
    RecentHolds known = recent;
    return known != null ? known : newRecent(thread);
  }

  private synchronized RecentHolds newRecent(int thread) {
    RecentHolds known = recent;
    if (known == null) {
      known = new RecentHolds(thread);
      recent = known;
    }
    return known;
  }

  /** Gives it a better class and, if the recording knows it already, says so. */
  synchronized void reclass(int better) {
    if (better == lockClass) {
      return;
    }
    lockClass = better;
    if (used) {
      Site.unsettle(this);
    }
    if (id != 0) {
      Facts.add(new Told(id, better, type, permits));
    }
  }

  boolean isSignal() {
    return releasedElsewhere && kind == LockKind.SEMAPHORE;
  }

  void markReleasedElsewhere() {
    synchronized (this) {
      if (releasedElsewhere) {
        return;
      }
      releasedElsewhere = true;
    }
    Facts.add(new Trait(id()));
  }

  /** Whether some holder's hold was given up by another thread. */
  boolean isForeignReleased(int mode) {
    return (mode == Acquire.EXCLUSIVE ? foreignExclusive : foreignShared) > 0;
  }

  synchronized void addForeignRelease(int mode) {
    if (mode == Acquire.EXCLUSIVE) {
      foreignExclusive += foreignExclusive < Short.MAX_VALUE ? 1 : 0;
    } else {
      foreignShared += foreignShared < Short.MAX_VALUE ? 1 : 0;
    }
  }

  /** A holder takes note of one such release; false if there is none. */
  synchronized boolean takeForeignRelease(int mode) {
    if (!isForeignReleased(mode)) {
      return false;
    }
    if (mode == Acquire.EXCLUSIVE) {
      foreignExclusive--;
    } else {
      foreignShared--;
    }
    return true;
  }

  private static final class Told extends Fact {
    private final int id;
    private final int lockClass;
    private final String type;
    private final int permits;

    Told(int id, int lockClass, String type, int permits) {
      this.id = id;
      this.lockClass = lockClass;
      this.type = type;
      this.permits = permits;
    }

    @Override
    Entry event() {
      LockInstanceEvent event = new LockInstanceEvent();
      event.instance = id;
      event.lockClass = lockClass;
      event.type = type;
      event.permits = permits;
      return event;
    }
  }

  private static final class Trait extends Fact {
    private final int id;

    Trait(int id) {
      this.id = id;
    }

    @Override
    Entry event() {
      InstanceTraitEvent event = new InstanceTraitEvent();
      event.instance = id;
      event.trait = "released-elsewhere";
      return event;
    }
  }
}
