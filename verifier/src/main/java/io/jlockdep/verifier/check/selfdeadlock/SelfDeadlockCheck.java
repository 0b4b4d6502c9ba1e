package io.jlockdep.verifier.check.selfdeadlock;

import io.jlockdep.verifier.model.Acquisition;
import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.Deadlock;
import io.jlockdep.verifier.model.DeadlockedThread;
import io.jlockdep.verifier.model.Dependency;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Fingerprint;
import io.jlockdep.verifier.model.Grade;
import io.jlockdep.verifier.model.HeldLock;
import io.jlockdep.verifier.model.How;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.LockKind;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.Operation;
import io.jlockdep.verifier.model.RecordedThread;
import io.jlockdep.verifier.model.Severity;
import io.jlockdep.verifier.model.StuckEdge;
import io.jlockdep.verifier.model.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds threads that wait, or would wait, for a lock that they hold themselves. */
public final class SelfDeadlockCheck {
  private static final int EVIDENCE = 1_000;

  private record Blocked(RecordedThread thread, LockInstance instance) {}

  private record Witness(Dependency edge, boolean occurred) {}

  private final Set<Blocked> blocked = new HashSet<>();
  private final Map<String, List<Witness>> byFingerprint = new LinkedHashMap<>();
  private final Writers writers;

  private SelfDeadlockCheck(Model model) {
    this.writers = new Writers(model);
    List<Acquisition> found = new ArrayList<>();
    for (Deadlock deadlock : model.deadlocks()) {
      for (DeadlockedThread thread : deadlock.threads()) {
        if (thread.waitsForItself()) {
          blocked.add(new Blocked(thread.thread(), thread.request().instance()));
          found.add(thread.request());
        }
      }
    }
    for (Acquisition request : model.acquisitions()) {
      if (!request.derived() && request.how() != How.TRY) {
        blockingHold(request).ifPresent(held -> add(new Dependency(held, request)));
      }
    }
    for (Acquisition request : found) {
      if (!isWitnessed(request)) {
        add(
            blockingHold(request)
                .map(held -> new Dependency(held, request))
                .orElseGet(() -> StuckEdge.of(request, request.instance(), model.waits())));
      }
    }
  }

  /** Checks the model; each way to take each class again is one finding. */
  public static List<Finding> check(Model model) {
    SelfDeadlockCheck check = new SelfDeadlockCheck(model);
    return check.byFingerprint.entrySet().stream()
        .map(entry -> check.finding(entry.getKey(), entry.getValue()))
        .toList();
  }

  private boolean isWitnessed(Acquisition request) {
    return byFingerprint.values().stream()
        .flatMap(List::stream)
        .map(witness -> witness.edge().acquisition())
        .anyMatch(
            seen ->
                seen.thread().equals(request.thread())
                    && seen.instance().equals(request.instance())
                    && seen.site().equals(request.site()));
  }

  private void add(Dependency edge) {
    Acquisition request = edge.acquisition();
    boolean occurred = blocked.contains(new Blocked(request.thread(), request.instance()));
    byFingerprint
        .computeIfAbsent(
            Fingerprint.ofCycle(Category.SELF_DEADLOCK, List.of(edge), context(edge).orElse("")),
            key -> new ArrayList<>())
        .add(new Witness(edge, occurred));
  }

  /** The hold of the same lock that keeps the thread from getting it, the exclusive one first. */
  private static Optional<HeldLock> blockingHold(Acquisition request) {
    List<HeldLock> own =
        request.held().stream().filter(held -> held.instance().equals(request.instance())).toList();
    Optional<HeldLock> exclusive =
        own.stream().filter(held -> held.mode() == Mode.EXCLUSIVE).findFirst();
    LockInstance lock = request.instance();
    if (lock.lockClass().kind() == LockKind.SEMAPHORE) {
      boolean exhausted =
          !lock.releasedElsewhere() && lock.permits() > 0 && own.size() + 1 > lock.permits();
      return exhausted ? own.stream().findFirst() : Optional.empty();
    }
    if (lock.lockClass().reentrant()) {
      boolean upgrade = request.mode() == Mode.EXCLUSIVE && exclusive.isEmpty();
      return upgrade ? own.stream().findFirst() : Optional.empty();
    }
    return exclusive.or(() -> own.stream().findFirst());
  }

  private Finding finding(String fingerprint, List<Witness> witnesses) {
    Witness shown =
        witnesses.stream()
            .filter(Witness::occurred)
            .findFirst()
            .or(() -> witnesses.stream().filter(w -> !isTimed(w)).findFirst())
            .orElse(witnesses.get(0));
    Dependency edge = shown.edge();
    return new Finding(
        fingerprint,
        Category.SELF_DEADLOCK,
        verdict(shown),
        title(edge),
        List.of(edge.to().name()),
        List.of(edge),
        edge.acquisition().operations().stream().map(Operation::name).toList(),
        List.of(),
        Optional.empty(),
        witnesses.stream().limit(EVIDENCE).map(witness -> witness.edge().acquisition()).toList(),
        witnesses.size());
  }

  private Verdict verdict(Witness witness) {
    Dependency edge = witness.edge();
    if (witness.occurred()) {
      return new Verdict(Grade.OCCURRED, Severity.ERROR, List.of(), "");
    }
    if (bothShared(edge)) {
      boolean seen = writers.wereSeenFor(edge);
      return new Verdict(
          Grade.INSTANCE,
          seen ? Severity.WARNING : Severity.NOTE,
          seen ? List.of() : List.of("needs a writer"),
          seen
              ? "it hangs only if a writer, which was seen, queues between the two reads"
              : "it hangs only if a writer queues between the two reads, and none was seen");
    }
    if (isTimed(witness)) {
      return new Verdict(
          Grade.INSTANCE, Severity.WARNING, List.of("bounded wait"), "the wait ends by a time-out");
    }
    return new Verdict(
        Grade.INSTANCE,
        Severity.ERROR,
        List.of(),
        "the request was recorded; whether the thread was still blocked at the end was not");
  }

  private static boolean isTimed(Witness witness) {
    return witness.edge().acquisition().how() == How.TIMED;
  }

  private static boolean bothShared(Dependency edge) {
    return edge.held().mode() == Mode.SHARED && edge.acquisition().mode() == Mode.SHARED;
  }

  private static String title(Dependency edge) {
    String name = edge.to().shortName();
    String inside = context(edge).map(operation -> " inside " + operation).orElse("");
    if (edge.signals()) {
      return name + " waited for by the thread that has to end it" + inside;
    }
    if (bothShared(edge)) {
      return name + ": read again while read is held" + inside;
    }
    if (edge.held().mode() == Mode.SHARED) {
      return name + ": write taken while read is held (upgrade)" + inside;
    }
    if (edge.acquisition().mode() == Mode.SHARED) {
      return name + ": read taken while write is held" + inside;
    }
    return name + " taken again" + inside;
  }

  /**
   * The innermost operation that began after the lock had been taken; if that cannot be told, the
   * innermost.
   */
  private static Optional<String> context(Dependency edge) {
    List<Operation> operations = edge.acquisition().operations();
    for (int i = operations.size() - 1; i >= 0; i--) {
      Operation operation = operations.get(i);
      boolean before =
          edge.held().stack().stream()
              .anyMatch(f -> (f.className() + "." + f.method()).equals(operation.method()));
      if (!before) {
        return Optional.of(operation.name());
      }
    }
    return operations.isEmpty()
        ? Optional.empty()
        : Optional.of(operations.get(operations.size() - 1).name());
  }

  /** Who was seen to wait for which lock object exclusively. */
  private static final class Writers {
    private final Map<LockInstance, Set<RecordedThread>> threads = new LinkedHashMap<>();

    private Writers(Model model) {
      for (Acquisition request : model.acquisitions()) {
        if (request.mode() == Mode.EXCLUSIVE && request.how().waits()) {
          threads.computeIfAbsent(request.instance(), key -> new HashSet<>()).add(request.thread());
        }
      }
    }

    private boolean wereSeenFor(Dependency edge) {
      return threads.getOrDefault(edge.acquisition().instance(), Set.of()).stream()
          .anyMatch(thread -> !thread.equals(edge.thread()));
    }
  }
}
