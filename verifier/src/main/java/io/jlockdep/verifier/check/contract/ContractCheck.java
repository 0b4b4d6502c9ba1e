package io.jlockdep.verifier.check.contract;

import io.jlockdep.verifier.model.Acquisition;
import io.jlockdep.verifier.model.Blame;
import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.Contract;
import io.jlockdep.verifier.model.Dependency;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Fingerprint;
import io.jlockdep.verifier.model.Grade;
import io.jlockdep.verifier.model.HeldLock;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.Operation;
import io.jlockdep.verifier.model.Sync;
import io.jlockdep.verifier.model.SyncFigures;
import io.jlockdep.verifier.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what the {@code forbid} rules of the spec file forbid. */
public final class ContractCheck {
  private static final String SEEN = "it was seen; a broken rule is no hang by itself";

  private ContractCheck() {}

  /**
   * Checks the model; each rule is at most one finding for each mode of the lock.
   *
   * @param elsewhere findings that report some of the forbidden acquisitions already
   */
  public static List<Finding> check(Model model, List<Finding> elsewhere) {
    List<Finding> findings = new ArrayList<>();
    for (Contract contract : model.contracts()) {
      if (contract.acquire().isPresent()) {
        List<Acquisition> broken =
            model.acquisitions().stream()
                .filter(contract::forbids)
                .filter(request -> elsewhere.stream().noneMatch(f -> reports(f, request)))
                .toList();
        if (!broken.isEmpty()) {
          findings.add(finding(contract, broken));
        }
      } else {
        List<Sync> broken = model.syncs().stream().filter(contract::forbids).toList();
        if (!broken.isEmpty()) {
          findings.add(syncFinding(contract, broken));
        }
      }
    }
    return findings;
  }

  /** Names of the rules that the acquisitions of {@code finding} break. */
  public static List<String> brokenBy(Finding finding, Model model) {
    return model.contracts().stream()
        .filter(contract -> finding.evidence().stream().anyMatch(contract::forbids))
        .map(Contract::name)
        .distinct()
        .toList();
  }

  private static boolean reports(Finding finding, Acquisition request) {
    return finding.evidence().stream()
        .anyMatch(
            seen ->
                seen.isSameMomentAs(request)
                    || (request.derived()
                        && seen.thread().equals(request.thread())
                        && seen.instance().equals(request.instance())
                        && seen.site().equals(request.site())));
  }

  private static Finding finding(Contract contract, List<Acquisition> broken) {
    Acquisition shown =
        broken.stream()
            .filter(request -> !request.stack().isEmpty())
            .findFirst()
            .orElse(broken.get(0));
    List<HeldLock> held = heldForRule(contract, shown.held());
    return new Finding(
        fingerprint(contract),
        Category.CONTRACT,
        new Verdict(Grade.INSTANCE, contract.severity(), List.of(), SEEN),
        shown.lockClass().shortName() + " taken" + circumstances(contract),
        Stream.concat(
                Stream.of(shown.lockClass().name()),
                held.stream().map(lock -> lock.lockClass().name()))
            .distinct()
            .toList(),
        held.stream().map(lock -> new Dependency(lock, shown)).toList(),
        names(shown.operations()),
        List.of(contract.name()),
        Optional.empty(),
        List.of(shown),
        broken.size());
  }

  private static Finding syncFinding(Contract contract, List<Sync> broken) {
    Sync shown = broken.get(0);
    return new Finding(
            fingerprint(contract),
            Category.CONTRACT,
            new Verdict(Grade.INSTANCE, contract.severity(), List.of(), SEEN),
            "wait for the disk (" + shown.kind() + ")" + circumstances(contract),
            shown.held().stream().map(lock -> lock.lockClass().name()).distinct().toList(),
            List.of(),
            names(shown.operations()),
            List.of(contract.name()),
            Optional.of(SyncFigures.of(broken)),
            List.of(),
            broken.size())
        .blamed(Blame.ofSyncs(broken));
  }

  /** The locks that the rule names; where it names none, all that are held. */
  private static List<HeldLock> heldForRule(Contract contract, List<HeldLock> held) {
    return held.stream()
        .filter(
            lock ->
                contract.holding().isEmpty()
                    || contract.holding().contains(Contract.ANY)
                    || contract.holding().contains(lock.lockClass().name()))
        .toList();
  }

  private static String fingerprint(Contract contract) {
    return Fingerprint.of(
        Category.CONTRACT,
        contract.name(),
        contract.acquire().orElse("(sync)"),
        contract.mode().map(mode -> mode.word()).orElse("any"),
        String.join(",", contract.inside()),
        String.join(",", contract.holding()));
  }

  private static String circumstances(Contract contract) {
    return Contract.circumstances(contract.inside(), contract.holding())
        + ": forbidden by "
        + contract.name();
  }

  private static List<String> names(List<Operation> operations) {
    return operations.stream().map(Operation::name).toList();
  }
}
