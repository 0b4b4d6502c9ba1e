package io.jlockdep.verifier.model;

import java.util.List;

/**
 * A lock that a thread holds.
 *
 * @param exact whether {@code stack} was taken at this very acquisition; if not it is that of an
 *     earlier acquisition at the same site, or empty
 */
public record HeldLock(
    LockInstance instance, Mode mode, How how, Frame site, List<Frame> stack, boolean exact) {
  public HeldLock {
    stack = List.copyOf(stack);
  }

  /** The class of the lock. */
  public LockClass lockClass() {
    return instance.lockClass();
  }
}
