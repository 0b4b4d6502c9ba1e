package io.jlockdep.verifier.check.contract;

import io.jlockdep.verifier.model.Blocking;
import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.Contract;
import io.jlockdep.verifier.model.EventWait;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Grade;
import io.jlockdep.verifier.model.HeldLock;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.Operation;
import io.jlockdep.verifier.model.Place;
import io.jlockdep.verifier.model.Rule;
import io.jlockdep.verifier.model.Sync;
import io.jlockdep.verifier.model.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds calls that block where a rule forbids it. */
final class BlockCheck {
  /** Places that are shown. */
  private static final int SHOWN = 5;

  private BlockCheck() {}

  /** One finding, with the places where the rule was broken, each once. */
  static Optional<Finding> broken(Rule.ForbidBlock rule, Model model) {
    List<Place> places = new ArrayList<>();
    for (Blocking call : model.incidents().blockings()) {
      if (applies(rule, call.operations(), call.held())) {
        places.add(place(call));
      }
    }
    for (EventWait wait : model.waits().waits()) {
      if (applies(rule, wait.operations(), wait.held())) {
        places.add(place(wait));
      }
    }
    for (Sync sync : model.syncs()) {
      if (applies(rule, sync.operations(), sync.held())) {
        places.add(place(sync));
      }
    }
    return places.isEmpty() ? Optional.empty() : Optional.of(finding(rule, places));
  }

  private static boolean applies(
      Rule.ForbidBlock rule, List<Operation> operations, List<HeldLock> held) {
    return RuleCheck.isInside(rule.inside(), operations)
        && rule.holding().stream().allMatch(name -> Contract.isHeld(name, held));
  }

  private static Place place(Blocking call) {
    String what =
        call.detail().equals(call.kind()) ? call.kind() : call.detail() + " (" + call.kind() + ")";
    return new Place(
        "blocks in " + what,
        call.thread(),
        call.time(),
        call.site(),
        call.stack(),
        call.held(),
        call.operations());
  }

  private static Place place(EventWait wait) {
    return new Place(
        "waits for " + wait.event().lockClass().shortName() + " (" + wait.primitive() + ")",
        wait.thread(),
        wait.time(),
        wait.site(),
        wait.stack(),
        wait.held(),
        wait.operations());
  }

  private static Place place(Sync sync) {
    return new Place(
        "waits for the disk (" + sync.kind() + ")",
        sync.thread(),
        sync.time(),
        sync.site(),
        sync.stack(),
        sync.held(),
        sync.operations());
  }

  private static Finding finding(Rule.ForbidBlock rule, List<Place> all) {
    Map<String, Place> distinct = new LinkedHashMap<>();
    all.forEach(place -> distinct.putIfAbsent(place.what() + " " + place.site(), place));
    List<Place> shown = distinct.values().stream().limit(SHOWN).toList();
    return Finding.at(
            RuleCheck.fingerprint(rule),
            Category.CONTRACT,
            new Verdict(Grade.INSTANCE, rule.severity(), List.of(), RuleCheck.SEEN),
            shown.get(0).what()
                + Contract.circumstances(rule.inside(), rule.holding())
                + ": forbidden by "
                + rule.name(),
            all.stream()
                .flatMap(place -> place.held().stream())
                .map(held -> held.lockClass().name())
                .distinct()
                .toList(),
            shown,
            Optional.empty(),
            all.size())
        .breaking(List.of(rule.name()));
  }
}
