package io.jlockdep.verifier.check.lockorder;

import io.jlockdep.verifier.model.Dependency;
import io.jlockdep.verifier.model.Grade;
import io.jlockdep.verifier.model.HappensBefore;
import io.jlockdep.verifier.model.How;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.LockKind;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.Severity;
import io.jlockdep.verifier.model.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says how sure and how loud one cycle of witnesses is. */
final class CycleJudge {
  private final HappensBefore order;
  private final Writers writers;
  private final Gates gates;
  private int choices = 2_000_000;

  /**
   * How many choices of witnesses may still be tried for a cycle; all cycles together share a
   * bound, and each gets a few.
   */
  int allowance() {
    return Math.min(5_000, Math.max(50, choices / 100));
  }

  /** Takes from the bound that all cycles share. */
  void spend(int tried) {
    choices = Math.max(0, choices - tried);
  }

  CycleJudge(HappensBefore order, Writers writers, Gates gates) {
    this.gates = gates;
    this.order = order;
    this.writers = writers;
  }

  /**
   * Judges a cycle.
   *
   * @param sameInstances whether each edge starts at the very lock at which the one before ends
   * @param explanation the self-deadlock without which the cycle would not be there
   */
  Verdict judge(List<Dependency> cycle, boolean sameInstances, Optional<String> explanation) {
    Set<String> downgrades = new LinkedHashSet<>();
    List<String> reasons = new ArrayList<>();
    Severity severity = sameInstances ? Severity.ERROR : classSeverity(cycle, reasons);
    boolean refuted = false;
    if (onFewThreads(cycle)) {
      downgrades.add("single thread");
      reasons.add(
          "one thread made more than one of these steps, and it cannot wait for itself here");
      severity = severity.atMost(Severity.WARNING);
      refuted = true;
    }
    Optional<String> ordered = ordered(cycle);
    if (ordered.isPresent()) {
      downgrades.add("ordered by " + ordered.get());
      reasons.add(
          "in this run " + apart(ordered.get()) + " kept the threads apart; another run need not");
      severity = severity.atMost(Severity.WARNING);
      refuted = true;
    }
    Optional<LockInstance> gate = gate(cycle);
    if (gate.isPresent()) {
      String name = gate.get().lockClass().shortName();
      downgrades.add("gated by " + name);
      reasons.add("two of the threads hold " + name + " exclusively, so they cannot meet");
      severity = Severity.NOTE;
      refuted = true;
    }
    severity = conditions(cycle, downgrades, reasons, severity);
    if (explanation.isPresent()) {
      downgrades.add("only on the way into " + explanation.get());
      reasons.add("one step was only seen on the way into a self-deadlock, reported by itself");
      severity = Severity.NOTE;
    }
    Grade grade = sameInstances && !refuted ? Grade.INSTANCE : Grade.CLASS;
    if (reasons.isEmpty()) {
      reasons.add("the threads were not seen to block one another in this run");
    }
    return new Verdict(grade, severity, List.copyOf(downgrades), String.join("; ", reasons));
  }

  private Severity conditions(
      List<Dependency> cycle, Set<String> downgrades, List<String> reasons, Severity loudest) {
    Severity severity = loudest;
    for (int i = 0; i < cycle.size(); i++) {
      Dependency edge = cycle.get(i);
      Dependency next = cycle.get((i + 1) % cycle.size());
      LockInstance lock = edge.acquisition().instance();
      if (edge.acquisition().how() == How.TRY) {
        downgrades.add("try-only");
        reasons.add(edge.to().shortName() + " is only tried for, nobody waits");
        severity = Severity.NOTE;
      } else if (edge.acquisition().how() == How.TIMED) {
        downgrades.add("bounded wait");
        reasons.add("the wait for " + edge.to().shortName() + " ends by a time-out");
        severity = severity.atMost(Severity.WARNING);
      }
      if (edge.acquisition().mode() == Mode.SHARED
          && next.held().mode() == Mode.SHARED
          && !writers.wereSeenFor(edge.to())) {
        downgrades.add("needs a writer");
        reasons.add(
            edge.to().shortName()
                + " is only read here, and nobody was seen to write-lock it and wait for it");
        severity = Severity.NOTE;
      }
      if (lock.lockClass().kind() == LockKind.SEMAPHORE && lock.permits() > 1) {
        downgrades.add("needs all " + lock.permits() + " permits of " + edge.to().shortName());
        reasons.add(edge.to().shortName() + " has " + lock.permits() + " permits");
        severity = Severity.NOTE;
      }
    }
    return severity;
  }

  private static Severity classSeverity(List<Dependency> cycle, List<String> reasons) {
    reasons.add("no two threads were seen to take the same objects in opposite order");
    Optional<Dependency> general = cycle.stream().filter(edge -> edge.to().general()).findFirst();
    if (general.isEmpty()) {
      return Severity.WARNING;
    }
    reasons.add(general.get().to().shortName() + " is known by its general type only");
    return Severity.NOTE;
  }

  private static String apart(String by) {
    return switch (by) {
      case "signal" -> "a wait for what the other thread signalled";
      case "submit" -> "the submission of a task";
      default -> by;
    };
  }

  /** Whether any thread makes more than one step. */
  static boolean onFewThreads(List<Dependency> cycle) {
    return cycle.stream().map(Dependency::thread).distinct().count() < cycle.size();
  }

  Optional<String> ordered(List<Dependency> cycle) {
    for (int i = 0; i < cycle.size(); i++) {
      for (int j = i + 1; j < cycle.size(); j++) {
        Optional<String> by = order.between(cycle.get(i).acquisition(), cycle.get(j).acquisition());
        if (by.isPresent()) {
          return by;
        }
      }
    }
    return Optional.empty();
  }

  /** A lock outside the cycle that two different threads hold exclusively. */
  Optional<LockInstance> gate(List<Dependency> cycle) {
    Set<LockInstance> own = new HashSet<>();
    for (Dependency edge : cycle) {
      own.add(edge.held().instance());
      own.add(edge.acquisition().instance());
    }
    for (int i = 0; i < cycle.size(); i++) {
      for (int j = i + 1; j < cycle.size(); j++) {
        if (!cycle.get(i).thread().equals(cycle.get(j).thread())) {
          Optional<LockInstance> gate = gates.common(cycle.get(i), cycle.get(j), own);
          if (gate.isPresent()) {
            return gate;
          }
        }
      }
    }
    return Optional.empty();
  }
}
