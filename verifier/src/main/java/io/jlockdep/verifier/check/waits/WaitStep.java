package io.jlockdep.verifier.check.waits;

import io.jlockdep.verifier.model.Dependency;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.RecordedThread;
import java.util.Optional;

/**
 * Why something does not come before something else: a lock is not released before a lock or an
 * event is had, an event does not come before its signaller has had a lock or an event.
 *
 * @param signaller of a step that starts at an event
 */
record WaitStep(
    Node from, Node to, Dependency edge, Optional<Signallers.Signaller> signaller, boolean timed) {

  /**
   * A lock, or an event.
   *
   * @param primitive by which the event is awaited; empty for a lock
   */
  record Node(LockInstance instance, String primitive) {
    static Node lock(LockInstance instance) {
      return new Node(instance, "");
    }

    boolean isEvent() {
      return !primitive.isEmpty();
    }

    /** The name, with the primitive of an event. */
    String name() {
      String name = instance.lockClass().shortName();
      return isEvent() ? name + " (" + primitive + ")" : name;
    }
  }

  RecordedThread thread() {
    return edge.thread();
  }

  /** Whether the one who asks in this step must wait for the one who makes the next step. */
  boolean conflictsWith(WaitStep next) {
    return to.isEvent()
        || edge.acquisition().mode() == Mode.EXCLUSIVE
        || next.edge.held().mode() == Mode.EXCLUSIVE;
  }
}
