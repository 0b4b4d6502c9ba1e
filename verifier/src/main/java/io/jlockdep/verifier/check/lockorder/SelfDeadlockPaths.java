package io.jlockdep.verifier.check.lockorder;

import io.jlockdep.verifier.model.Acquisition;
import io.jlockdep.verifier.model.Dependency;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Frame;
import io.jlockdep.verifier.model.HeldLock;
import io.jlockdep.verifier.model.LockClass;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.RecordedThread;
import io.jlockdep.verifier.model.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Dependencies that were made only on the way into a self-deadlock: their path never gets past it,
 * so that mending the self-deadlock changes them.
 */
final class SelfDeadlockPaths {
  private record End(Acquisition acquisition, String title) {}

  /** A piece of path, whoever walks it. */
  private record Step(
      LockClass from, Frame fromSite, Mode held, LockClass to, Frame toSite, Mode acquired) {
    static Step of(Dependency edge) {
      return new Step(
          edge.from(),
          edge.held().site(),
          edge.held().mode(),
          edge.to(),
          edge.acquisition().site(),
          edge.acquisition().mode());
    }
  }

  private final Map<RecordedThread, List<End>> ends = new HashMap<>();
  private final Map<RecordedThread, List<Acquisition>> byThread = new HashMap<>();
  private final Map<Step, String> steps = new HashMap<>();

  SelfDeadlockPaths(Model model, List<Finding> selfDeadlocks) {
    for (Finding finding : selfDeadlocks) {
      if (finding.severity() == Severity.ERROR) {
        for (Acquisition end : finding.evidence()) {
          ends.computeIfAbsent(end.thread(), key -> new ArrayList<>())
              .add(new End(end, finding.title()));
        }
      }
    }
    if (ends.isEmpty()) {
      return;
    }
    for (Acquisition acquisition : model.acquisitions()) {
      byThread.computeIfAbsent(acquisition.thread(), key -> new ArrayList<>()).add(acquisition);
    }
    for (Acquisition acquisition : model.acquisitions()) {
      for (HeldLock held : acquisition.held()) {
        Dependency edge = new Dependency(held, acquisition);
        direct(edge).ifPresent(title -> steps.putIfAbsent(Step.of(edge), title));
      }
    }
  }

  /**
   * The title of the self-deadlock that the edge leads into. It does if its own thread goes on to
   * it with both locks held; or if another thread did so from the same two places, and this one was
   * not seen to give its first lock up.
   */
  Optional<String> leadsInto(Dependency edge) {
    if (ends.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> direct = direct(edge);
    if (direct.isPresent()) {
      return direct;
    }
    String title = steps.get(Step.of(edge));
    return title != null && stillHeldUntil(edge, Long.MAX_VALUE)
        ? Optional.of(title)
        : Optional.empty();
  }

  private Optional<String> direct(Dependency edge) {
    for (End end : ends.getOrDefault(edge.thread(), List.of())) {
      Acquisition last = end.acquisition();
      if (edge.acquisition().isSameMomentAs(last)) {
        return Optional.of(end.title());
      }
      LockInstance from = edge.held().instance();
      if (edge.acquisition().seq() < last.seq()
          && heldAt(last, from, edge.held().site())
          && heldAt(last, edge.acquisition().instance(), edge.acquisition().site())
          && stillHeldUntil(edge, last.seq())) {
        return Optional.of(end.title());
      }
    }
    return Optional.empty();
  }

  private static boolean heldAt(Acquisition moment, LockInstance lock, Frame site) {
    return moment.held().stream()
        .anyMatch(held -> held.instance().equals(lock) && held.site().equals(site));
  }

  /** Whether every later request of the thread, up to {@code seq}, still holds the edge's start. */
  private boolean stillHeldUntil(Dependency edge, long seq) {
    return byThread.getOrDefault(edge.thread(), List.of()).stream()
        .filter(later -> later.seq() > edge.acquisition().seq() && later.seq() < seq)
        .allMatch(later -> later.holds(edge.held().instance()));
  }
}
