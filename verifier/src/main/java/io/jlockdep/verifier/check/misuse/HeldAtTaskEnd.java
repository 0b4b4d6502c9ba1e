package io.jlockdep.verifier.check.misuse;

import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Fingerprint;
import io.jlockdep.verifier.model.Grade;
import io.jlockdep.verifier.model.HeldLock;
import io.jlockdep.verifier.model.LockClass;
import io.jlockdep.verifier.model.LockKind;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.Place;
import io.jlockdep.verifier.model.Severity;
import io.jlockdep.verifier.model.TaskStep;
import io.jlockdep.verifier.model.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Locks that a task takes and does not give back: the next task of that thread runs with them. Only
 * locks that no other thread may release.
 */
final class HeldAtTaskEnd {
  private static final Set<LockKind> OWNED =
      Set.of(LockKind.REENTRANT_LOCK, LockKind.RW_LOCK, LockKind.DECLARED);

  private record Task(int recording, int number) {}

  private record Key(LockClass lockClass, String className, String method) {}

  private record Left(TaskStep end, HeldLock lock) {}

  private HeldAtTaskEnd() {}

  static List<Finding> check(Model model) {
    Map<Task, TaskStep> begun = new HashMap<>();
    Map<Key, List<Left>> left = new LinkedHashMap<>();
    for (TaskStep step : model.waits().tasks()) {
      Task task = new Task(step.thread().recording(), step.task());
      if (step.phase() == TaskStep.Phase.BEGIN) {
        begun.put(task, step);
      } else if (step.phase() == TaskStep.Phase.END) {
        TaskStep begin = begun.remove(task);
        for (HeldLock lock : begin == null ? List.<HeldLock>of() : taken(begin, step)) {
          left.computeIfAbsent(key(lock), key -> new ArrayList<>()).add(new Left(step, lock));
        }
      }
    }
    List<Finding> findings = new ArrayList<>();
    left.forEach((key, all) -> findings.add(finding(key, all)));
    return findings;
  }

  private static List<HeldLock> taken(TaskStep begin, TaskStep end) {
    return end.held().stream()
        .filter(lock -> OWNED.contains(lock.lockClass().kind()))
        .filter(lock -> !lock.instance().releasedElsewhere())
        .filter(
            lock -> begin.held().stream().noneMatch(had -> had.instance().equals(lock.instance())))
        .toList();
  }

  private static Key key(HeldLock lock) {
    return new Key(lock.lockClass(), lock.site().className(), lock.site().method());
  }

  private static Finding finding(Key key, List<Left> all) {
    Left first = all.get(0);
    String name = key.lockClass().shortName();
    return Finding.at(
        Fingerprint.of(
            Category.HELD_AT_EXIT, key.lockClass().name(), "task", key.className(), key.method()),
        Category.HELD_AT_EXIT,
        new Verdict(
            Grade.INSTANCE,
            Severity.WARNING,
            List.of(),
            "the thread lives on, and a later task of it may release the lock"),
        name + " still held when a task ended, taken" + MisuseCheck.in(first.lock().site()),
        List.of(key.lockClass().name()),
        List.of(
            new Place(
                "takes " + name + " in a task, and ends the task without releasing it,",
                first.end().thread(),
                0,
                first.lock().site(),
                first.lock().stack(),
                List.of(),
                List.of())),
        Optional.empty(),
        all.size());
  }
}
