package io.jlockdep.verifier.check.sync;

import io.jlockdep.verifier.model.Blame;
import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.Contract;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Fingerprint;
import io.jlockdep.verifier.model.Grade;
import io.jlockdep.verifier.model.LockClass;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.Operation;
import io.jlockdep.verifier.model.Severity;
import io.jlockdep.verifier.model.Sync;
import io.jlockdep.verifier.model.SyncFigures;
import io.jlockdep.verifier.model.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds up the waits for the disk that kept a lock from others. True of many good programs. */
public final class SyncUnderLockCheck {
  private record Place(List<LockClass> held, String kind, String className, String method) {}

  private SyncUnderLockCheck() {}

  /** Checks the model; a sync that breaks a contract is reported there and not here. */
  public static List<Finding> check(Model model) {
    Map<Place, List<Sync>> places = new LinkedHashMap<>();
    for (Sync sync : model.syncs()) {
      if (!sync.held().isEmpty()
          && model.contracts().stream().noneMatch(rule -> breaks(sync, rule))) {
        places.computeIfAbsent(place(sync), key -> new ArrayList<>()).add(sync);
      }
    }
    return places.entrySet().stream().map(e -> finding(e.getKey(), e.getValue())).toList();
  }

  private static boolean breaks(Sync sync, Contract rule) {
    return rule.forbids(sync);
  }

  private static Place place(Sync sync) {
    return new Place(
        sync.held().stream().map(lock -> lock.lockClass()).distinct().toList(),
        sync.kind(),
        sync.site().className(),
        sync.site().method());
  }

  private static Finding finding(Place place, List<Sync> syncs) {
    List<String> locks = place.held().stream().map(LockClass::name).toList();
    String where =
        LockClass.withoutPackages(place.className())
            + (place.method().isEmpty() ? "" : "." + place.method());
    return new Finding(
            Fingerprint.of(
                Category.SYNC_UNDER_LOCK,
                String.join("\n", locks),
                place.kind(),
                place.className(),
                place.method()),
            Category.SYNC_UNDER_LOCK,
            new Verdict(
                Grade.INSTANCE,
                Severity.NOTE,
                List.of(),
                "waiting for the disk under a lock is slow, not wrong; a contract can forbid it"),
            "wait for the disk ("
                + place.kind()
                + ") under "
                + names(place.held())
                + (where.isEmpty() ? "" : ", in " + where),
            locks,
            List.of(),
            syncs.get(0).operations().stream().map(Operation::name).toList(),
            List.of(),
            Optional.of(SyncFigures.of(syncs)),
            List.of(),
            syncs.size())
        .blamed(Blame.ofSyncs(syncs));
  }

  private static String names(List<LockClass> classes) {
    return String.join(" and ", classes.stream().map(LockClass::shortName).toList());
  }
}
