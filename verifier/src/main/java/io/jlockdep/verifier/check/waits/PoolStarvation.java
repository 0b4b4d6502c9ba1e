package io.jlockdep.verifier.check.waits;

import io.jlockdep.verifier.model.Acquisition;
import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.Dependency;
import io.jlockdep.verifier.model.EventWait;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Fingerprint;
import io.jlockdep.verifier.model.Grade;
import io.jlockdep.verifier.model.HeldLock;
import io.jlockdep.verifier.model.How;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.Severity;
import io.jlockdep.verifier.model.TaskStep;
import io.jlockdep.verifier.model.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of a pool with a bounded number of threads that wait for tasks which they themselves handed
 * to that pool: if all its threads do so at once, nobody is left to run what they wait for.
 */
final class PoolStarvation {
  private record Key(int recording, int number) {}

  private final Model model;
  private final Map<Key, TaskStep> submitted = new HashMap<>();
  private final Map<Key, TaskStep> byEvent = new HashMap<>();
  private final Map<Key, Set<Integer>> waiting = new HashMap<>();

  PoolStarvation(Model model) {
    this.model = model;
    for (TaskStep step : model.waits().tasks()) {
      if (step.phase() == TaskStep.Phase.SUBMIT) {
        Key task = new Key(step.thread().recording(), step.task());
        if (step.executor() != 0 || !submitted.containsKey(task)) {
          submitted.put(task, step);
        }
        if (step.event() != 0) {
          byEvent.put(new Key(step.thread().recording(), step.event()), step);
        }
      }
    }
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    List<EventWait> waits = new ArrayList<>();
    for (EventWait wait : model.waits().waits()) {
      TaskStep own = submitted.get(new Key(wait.thread().recording(), wait.task()));
      TaskStep awaited = awaited(wait);
      if (own != null
          && awaited != null
          && own.poolSize() > 0
          && own.executor() == awaited.executor()
          && awaited.parent() == own.task()) {
        waits.add(wait);
        waiting
            .computeIfAbsent(
                new Key(wait.thread().recording(), own.executor()), key -> new HashSet<>())
            .add(own.task());
      }
    }
    waits.forEach(wait -> findings.add(finding(wait)));
    return findings;
  }

  /** The submission of the task that the wait is for; null if it waits for no task. */
  private @Nullable TaskStep awaited(EventWait wait) {
    TaskStep step =
        wait.primitive().equals("future")
            ? byEvent.get(new Key(wait.thread().recording(), wait.event().id()))
            : null;
    return step == null ? null : submitted.get(new Key(wait.thread().recording(), step.task()));
  }

  private Finding finding(EventWait wait) {
    int recording = wait.thread().recording();
    TaskStep own = submitted.get(new Key(recording, wait.task()));
    TaskStep awaited = awaited(wait);
    if (own == null || awaited == null) {
      throw new IllegalStateException("a wait without its tasks");
    }
    int tasks = waiting.getOrDefault(new Key(recording, own.executor()), Set.of()).size();
    boolean enough = tasks >= own.poolSize();
    List<String> downgrades = new ArrayList<>();
    if (!enough) {
      downgrades.add("fewer waiters than threads");
    }
    if (wait.timed()) {
      downgrades.add("bounded wait");
    }
    LockInstance pool = own.pool().orElseThrow();
    HeldLock thread = hold(pool, own);
    HeldLock result = hold(wait.event(), awaited);
    List<Dependency> edges =
        List.of(
            new Dependency(thread, WaitCycleCheck.asRequest(wait)),
            new Dependency(result, request(awaited, pool), true));
    return new Finding(
        Fingerprint.ofCycle(Category.WAIT_CYCLE, edges, "pool"),
        Category.WAIT_CYCLE,
        new Verdict(
            Grade.CLASS,
            downgrades.isEmpty() ? Severity.WARNING : Severity.NOTE,
            downgrades,
            "%d tasks of the pool were seen to wait for tasks of their own; it has %d threads"
                .formatted(tasks, own.poolSize())),
        "pool %s waits for itself: its tasks wait for tasks that they hand to it"
            .formatted(pool.lockClass().shortName()),
        List.of(pool.lockClass().name(), wait.event().lockClass().name()).stream()
            .distinct()
            .toList(),
        edges,
        List.of(),
        List.of(),
        Optional.empty(),
        edges.stream().map(Dependency::acquisition).toList(),
        1);
  }

  private static HeldLock hold(LockInstance what, TaskStep step) {
    return new HeldLock(what, Mode.EXCLUSIVE, How.BLOCKING, step.site(), step.stack(), true);
  }

  private static Acquisition request(TaskStep step, LockInstance pool) {
    return new Acquisition(
        step.thread(),
        step.seq(),
        0,
        pool,
        Mode.EXCLUSIVE,
        How.BLOCKING,
        step.site(),
        step.stack(),
        List.of(),
        List.of(),
        false);
  }
}
