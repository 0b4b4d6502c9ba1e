package io.jlockdep.samplefs.history;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which behaviours a mounted filesystem has, and who is told when one of its threads reaches a
 * point of interest.
 */
public final class History {
  /** Where an interleaving can be forced. */
  public enum Point {
    /** A direct write has compared its end with the size and does not hold the inode lock yet. */
    SIZE_COMPARED,
    /** A direct write cannot be done directly and will go through pages. */
    FALLING_BACK,
    /** A completion is about to sync, with no lock held. */
    BEFORE_SYNC,
    /** A truncate or its like holds the inode lock and is about to wait for direct IO. */
    BEFORE_DIO_WAIT,
    /** A direct write has its place on the disk and is about to begin its transfer. */
    MAPPED,
    /** The mapping of a direct write is published. */
    MAP_PUBLISHED,
    /** A thread is inside a section that it entered with the inode lock already held. */
    LOCK_HELD_BY_CALLER
  }

  /** Called by the thread that reaches a point, which goes on when the call returns. */
  @FunctionalInterface
  public interface Watcher {
    void reached(Point point);
  }

  private final EnumSet<Behaviour> behaviours = EnumSet.noneOf(Behaviour.class);
  private final Watcher watcher;

  public History(Set<Behaviour> behaviours, Watcher watcher) {
    this.behaviours.addAll(behaviours);
    this.watcher = watcher;
  }

  /** These behaviours, and nobody who watches. */
  public static History of(Set<Behaviour> behaviours) {
    return new History(behaviours, point -> {});
  }

  public boolean has(Behaviour behaviour) {
    return behaviours.contains(behaviour);
  }

  public void reached(Point point) {
    watcher.reached(point);
  }
}
