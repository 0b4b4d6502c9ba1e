package io.jlockdep.verifier.check.deadlock;

import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.Cycle;
import io.jlockdep.verifier.model.Deadlock;
import io.jlockdep.verifier.model.DeadlockedThread;
import io.jlockdep.verifier.model.Dependency;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Fingerprint;
import io.jlockdep.verifier.model.Grade;
import io.jlockdep.verifier.model.HeldLock;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.RecordedThread;
import io.jlockdep.verifier.model.Severity;
import io.jlockdep.verifier.model.StuckEdge;
import io.jlockdep.verifier.model.Verdict;
import io.jlockdep.verifier.model.Waits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reports the deadlocks of two and more threads that were seen. A thread that waits for itself is
 * the business of another check, and the threads merely queued behind a deadlock are no part of it.
 */
public final class DeadlockCheck {
  private DeadlockCheck() {}

  /** Checks the model; each cycle of classes is one finding. */
  public static List<Finding> check(Model model) {
    Map<String, Finding> findings = new LinkedHashMap<>();
    for (Deadlock deadlock : model.deadlocks()) {
      for (List<Dependency> edges : cyclesOrAll(deadlock, model.waits())) {
        Finding finding = finding(edges);
        findings.merge(
            finding.fingerprint(),
            finding,
            (before, again) -> before.withWitnesses(before.witnesses() + 1));
      }
    }
    return List.copyOf(findings.values());
  }

  /**
   * The cycles of a deadlock. Where the recording does not say enough to close one (it may be
   * damaged), all its threads: what was seen is never passed over.
   */
  private static List<List<Dependency>> cyclesOrAll(Deadlock deadlock, Waits waits) {
    List<List<Dependency>> cycles =
        cycles(deadlock).stream().map(cycle -> edges(cycle, waits)).toList();
    if (!cycles.isEmpty()
        || deadlock.threads().isEmpty()
        || deadlock.threads().stream().anyMatch(DeadlockedThread::waitsForItself)) {
      return cycles;
    }
    return List.of(
        Cycle.smallestFirst(
            deadlock.threads().stream()
                .map(
                    thread -> {
                      List<HeldLock> held = thread.request().held();
                      LockInstance lock =
                          held.isEmpty()
                              ? thread.request().instance()
                              : held.get(held.size() - 1).instance();
                      return StuckEdge.of(thread.request(), lock, waits);
                    })
                .toList()));
  }

  /** The shortest cycle through each thread, each cycle once. */
  private static List<List<DeadlockedThread>> cycles(Deadlock deadlock) {
    Map<RecordedThread, DeadlockedThread> threads = new LinkedHashMap<>();
    deadlock.threads().stream()
        .filter(thread -> !thread.waitsForItself())
        .forEach(thread -> threads.put(thread.thread(), thread));
    List<List<DeadlockedThread>> cycles = new ArrayList<>();
    Set<RecordedThread> covered = new HashSet<>();
    for (DeadlockedThread start : threads.values()) {
      if (!covered.contains(start.thread())) {
        List<DeadlockedThread> cycle = shortestCycle(start, threads);
        if (!cycle.isEmpty()) {
          cycle.forEach(thread -> covered.add(thread.thread()));
          cycles.add(cycle);
        }
      }
    }
    return cycles;
  }

  private static List<DeadlockedThread> shortestCycle(
      DeadlockedThread start, Map<RecordedThread, DeadlockedThread> threads) {
    Map<RecordedThread, DeadlockedThread> waiterOf = new HashMap<>();
    Deque<DeadlockedThread> queue = new ArrayDeque<>();
    queue.add(start);
    while (!queue.isEmpty()) {
      DeadlockedThread at = queue.remove();
      for (RecordedThread holder : at.waitsFor()) {
        DeadlockedThread next = threads.get(holder);
        if (next != null && waiterOf.putIfAbsent(holder, at) == null) {
          if (holder.equals(start.thread())) {
            return collect(start, waiterOf);
          }
          queue.add(next);
        }
      }
    }
    return List.of();
  }

  private static List<DeadlockedThread> collect(
      DeadlockedThread start, Map<RecordedThread, DeadlockedThread> waiterOf) {
    List<DeadlockedThread> cycle = new ArrayList<>();
    DeadlockedThread at = start;
    do {
      cycle.add(at);
      DeadlockedThread waiter = waiterOf.get(at.thread());
      at = waiter == null ? start : waiter;
    } while (!at.equals(start));
    Collections.reverse(cycle);
    return cycle;
  }

  /** Each thread holds, or has to bring about, what the one before it waits for. */
  private static List<Dependency> edges(List<DeadlockedThread> cycle, Waits waits) {
    List<Dependency> edges = new ArrayList<>();
    for (int i = 0; i < cycle.size(); i++) {
      DeadlockedThread thread = cycle.get(i);
      DeadlockedThread waiter = cycle.get((i + cycle.size() - 1) % cycle.size());
      edges.add(StuckEdge.of(thread.request(), waiter.request().instance(), waits));
    }
    return Cycle.smallestFirst(edges);
  }

  private static Finding finding(List<Dependency> edges) {
    List<String> locks = edges.stream().map(edge -> edge.from().name()).distinct().toList();
    List<String> names = edges.stream().map(edge -> edge.from().shortName()).distinct().toList();
    String title =
        names.size() == 1
            ? "deadlock between objects of " + names.get(0)
            : "deadlock: " + String.join(" -> ", names) + " -> " + names.get(0);
    return new Finding(
        Fingerprint.ofCycle(Category.DEADLOCK, edges),
        Category.DEADLOCK,
        new Verdict(Grade.OCCURRED, Severity.ERROR, List.of(), ""),
        title,
        locks,
        edges,
        List.of(),
        List.of(),
        Optional.empty(),
        edges.stream().map(Dependency::acquisition).toList(),
        1);
  }
}
