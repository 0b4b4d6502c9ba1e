package io.jlockdep.verifier.model;

import java.util.List;
import java.util.Optional;

/** What a thread that was found blocked keeps from others, and what it waits for itself. */
public final class StuckEdge {
  private StuckEdge() {}

  /**
   * The edge from {@code kept}, for which somebody waits because of this thread, to {@code
   * request}. The JVM knows who holds a lock, but not since when or where. An event is not held:
   * the thread has to bring it about, and may have begun it.
   */
  public static Dependency of(Acquisition request, LockInstance kept, Waits waits) {
    Optional<HeldLock> held =
        request.held().stream().filter(lock -> lock.instance().equals(kept)).findFirst();
    if (held.isPresent()) {
      return new Dependency(held.get(), request);
    }
    boolean isEvent = kept.lockClass().kind() == LockKind.EVENT;
    Optional<Signal> begun = isEvent ? waits.begun(request.thread(), kept) : Optional.empty();
    HeldLock unseen =
        new HeldLock(
            kept,
            Mode.EXCLUSIVE,
            How.BLOCKING,
            begun.map(Signal::site).orElse(Frame.UNKNOWN),
            begun.map(Signal::stack).orElse(List.of()),
            false);
    return new Dependency(unseen, request, isEvent);
  }
}
