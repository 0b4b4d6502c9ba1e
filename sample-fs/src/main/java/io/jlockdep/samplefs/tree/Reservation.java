package io.jlockdep.samplefs.tree;

/**
 * A promise of free blocks, made before anything is changed, so that a write never finds out half
 * way, or worse at its write-back, that the disk is full. Whoever holds it takes blocks out of it
 * with {@link SpaceMap#allocate} and in the end closes it, which gives back the rest. Its count is
 * guarded by the monitor of the space map.
 */
public final class Reservation implements AutoCloseable {
  private final SpaceMap space;
  int blocks;

  Reservation(SpaceMap space, int blocks) {
    this.space = space;
    this.blocks = blocks;
  }

  /** Moves what is left of {@code other} into this one, and closes it. */
  public void absorb(Reservation other) {
    space.move(other, this);
    other.close();
  }

  /** Gives back what is left. */
  @Override
  public void close() {
    space.release(this);
  }
}
