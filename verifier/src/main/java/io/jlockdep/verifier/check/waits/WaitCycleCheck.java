package io.jlockdep.verifier.check.waits;

import io.jlockdep.verifier.check.waits.Signallers.Signaller;
import io.jlockdep.verifier.model.Acquisition;
import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.Dependency;
import io.jlockdep.verifier.model.EventWait;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Fingerprint;
import io.jlockdep.verifier.model.Grade;
import io.jlockdep.verifier.model.HappensBefore;
import io.jlockdep.verifier.model.HeldLock;
import io.jlockdep.verifier.model.How;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.Severity;
import io.jlockdep.verifier.model.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds threads that wait for an event under a lock which those who make it happen need first: a
 * future under a lock of its task, a latch, a count, a queue, a condition below another lock
 * ("nested monitor lockout"), the end of a thread. A warning if every signaller that was seen needs
 * the lock, a note if only some do: then another one may come.
 */
public final class WaitCycleCheck {
  private final Signallers signallers;
  private final HappensBefore order;
  private final Map<String, Finding> findings = new LinkedHashMap<>();

  private WaitCycleCheck(Model model) {
    this.signallers = new Signallers(model);
    this.order = model.order();
  }

  /**
   * Checks the waits.
   *
   * @param deadlocks those that occurred: what is part of one is not reported again
   */
  public static List<Finding> check(Model model, List<Finding> deadlocks) {
    if (model.waits().waits().isEmpty()) {
      return List.of();
    }
    WaitCycleCheck check = new WaitCycleCheck(model);
    for (EventWait wait : model.waits().waits()) {
      for (HeldLock held : wait.held()) {
        if (held.instance().excludes()) {
          check.wait(wait, held);
        }
      }
    }
    new PoolStarvation(model).findings().forEach(check::add);
    List<Finding> shorter = List.copyOf(check.findings.values());
    new LongWaitCycles(model, check.signallers, check.order).findings(shorter).forEach(check::add);
    return check.findings.values().stream()
        .filter(finding -> deadlocks.stream().noneMatch(seen -> isPartOf(finding, seen)))
        .toList();
  }

  /** The watchdog names the lock, and the event if it knows it. */
  private static boolean isPartOf(Finding finding, Finding deadlock) {
    boolean sameThread =
        deadlock.edges().stream()
            .anyMatch(
                edge -> finding.edges().stream().anyMatch(e -> e.thread().equals(edge.thread())));
    return deadlock.locks().containsAll(finding.locks())
        || (sameThread && finding.locks().stream().anyMatch(deadlock.locks()::contains));
  }

  private void wait(EventWait wait, HeldLock held) {
    List<Acquisition> needs = new ArrayList<>();
    List<Signaller> needing = new ArrayList<>();
    List<Signaller> all = signallers.of(wait);
    if (all.isEmpty() && wait.endSeq() == 0 && !wait.timed()) {
      neverSignalled(wait, held);
      return;
    }
    Optional<String> ordered = Optional.empty();
    for (Signaller each : all) {
      Optional<Acquisition> need = need(each, held);
      Optional<String> before =
          need.filter(one -> one.seq() < wait.seq()).flatMap(one -> order.between(one, wait));
      if (before.isPresent()) {
        ordered = before;
      } else if (need.isPresent()) {
        needs.add(need.get());
        needing.add(each);
      }
    }
    if (!needs.isEmpty()) {
      String why = "the wait was not seen to block who signals in this run";
      add(finding(wait, held, needs, needing, all.size(), ordered, why));
    }
  }

  /**
   * The wait has not ended, and nobody was seen to signal: it may have hung. Then those count who
   * signalled another object of the class, in this run or another one.
   */
  private void neverSignalled(EventWait wait, HeldLock held) {
    List<Acquisition> needs = new ArrayList<>();
    List<Signaller> needing = new ArrayList<>();
    List<Signaller> all = signallers.ofClass(wait);
    for (Signaller each : all) {
      needOfClass(each, held)
          .ifPresent(
              need -> {
                needs.add(need);
                needing.add(each);
              });
    }
    if (!needs.isEmpty()) {
      String why =
          "it had not ended when the recording did, and nobody signalled in this run; others of its"
              + " class were signalled as shown";
      add(finding(wait, held, needs, needing, all.size(), Optional.empty(), why));
    }
  }

  private Optional<Acquisition> needOfClass(Signaller signaller, HeldLock held) {
    for (HeldLock own : signaller.held()) {
      if (own.lockClass().equals(held.lockClass()) && conflict(own.mode(), held)) {
        return Optional.of(taken(signaller, own));
      }
    }
    return held.lockClass().general()
        ? Optional.empty()
        : needs(signaller)
            .filter(one -> one.lockClass().equals(held.lockClass()) && conflict(one.mode(), held))
            .findFirst();
  }

  /** What a signaller asked for before its signal, as far as it must wait for the held lock. */
  private Optional<Acquisition> need(Signaller signaller, HeldLock held) {
    for (HeldLock own : signaller.held()) {
      if (own.instance().equals(held.instance()) && conflict(own.mode(), held)) {
        return Optional.of(taken(signaller, own));
      }
    }
    return needs(signaller)
        .filter(one -> one.instance().equals(held.instance()) && conflict(one.mode(), held))
        .findFirst();
  }

  /** All that it asked for before its signal and must wait for; nothing if that is not known. */
  private Stream<Acquisition> needs(Signaller signaller) {
    return signaller.from() == 0
        ? Stream.empty()
        : signallers.acquisitionsOf(signaller).stream()
            .filter(one -> one.seq() >= signaller.from() && one.seq() < signaller.until())
            .filter(one -> one.how() == How.BLOCKING || one.how() == How.REACQUIRE);
  }

  private static boolean conflict(Mode mode, HeldLock held) {
    return mode == Mode.EXCLUSIVE || held.mode() == Mode.EXCLUSIVE;
  }

  static Acquisition taken(Signaller signaller, HeldLock own) {
    return new Acquisition(
        signaller.thread(),
        signaller.until(),
        0,
        own.instance(),
        own.mode(),
        own.how(),
        own.site(),
        own.stack(),
        List.of(),
        List.of(),
        false);
  }

  private static Finding finding(
      EventWait wait,
      HeldLock held,
      List<Acquisition> needs,
      List<Signaller> needing,
      int signallers,
      Optional<String> ordered,
      String why) {
    Acquisition need = needs.get(0);
    Signaller signaller = needing.get(0);
    HeldLock event =
        new HeldLock(
            wait.event(), Mode.EXCLUSIVE, How.BLOCKING, signaller.site(), signaller.stack(), true);
    List<Dependency> edges =
        List.of(new Dependency(held, asRequest(wait)), new Dependency(event, need, true));
    List<String> downgrades = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    Severity severity = Severity.WARNING;
    reasons.add(why);
    if (needs.size() < signallers) {
      downgrades.add("another signaller");
      reasons.add(
          "%d of %d signals were given without the lock being needed first, or not all is known"
              .formatted(signallers - needs.size(), signallers));
      severity = Severity.NOTE;
    }
    if (wait.timed()) {
      downgrades.add("bounded wait");
      reasons.add("the wait ends by a time-out");
      severity = Severity.NOTE;
    }
    ordered.ifPresent(by -> downgrades.add("ordered by " + by));
    return new Finding(
        Fingerprint.ofCycle(Category.WAIT_CYCLE, edges, wait.primitive()),
        Category.WAIT_CYCLE,
        new Verdict(Grade.CLASS, severity, downgrades, String.join("; ", reasons)),
        "waits for %s (%s) under %s, which its signaller needs first"
            .formatted(
                wait.event().lockClass().shortName(),
                wait.primitive(),
                held.lockClass().shortName()),
        List.of(held.lockClass().name(), wait.event().lockClass().name()).stream()
            .distinct()
            .toList(),
        edges,
        wait.operations().stream().map(operation -> operation.name()).toList(),
        List.of(),
        Optional.empty(),
        List.of(edges.get(0).acquisition(), need),
        1);
  }

  /** The wait as one asks for a lock. */
  static Acquisition asRequest(EventWait wait) {
    return new Acquisition(
        wait.thread(),
        wait.seq(),
        wait.time(),
        wait.event(),
        Mode.EXCLUSIVE,
        wait.timed() ? How.TIMED : How.BLOCKING,
        wait.site(),
        wait.stack(),
        wait.held(),
        wait.operations(),
        false);
  }

  /** Of findings that are alike the loudest. */
  private void add(Finding finding) {
    findings.merge(
        finding.fingerprint(),
        finding,
        (before, again) ->
            (again.severity().isAtLeast(before.severity()) && again.severity() != before.severity()
                    ? again
                    : before)
                .withWitnesses(before.witnesses() + again.witnesses()));
  }
}
