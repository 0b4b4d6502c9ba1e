package io.jlockdep.verifier.check;

import io.jlockdep.verifier.check.blocking.BlockingUnderLockCheck;
import io.jlockdep.verifier.check.contract.ContractCheck;
import io.jlockdep.verifier.check.contract.RuleCheck;
import io.jlockdep.verifier.check.deadlock.DeadlockCheck;
import io.jlockdep.verifier.check.lockorder.LockOrderCheck;
import io.jlockdep.verifier.check.misuse.MisuseCheck;
import io.jlockdep.verifier.check.predict.PredictCheck;
import io.jlockdep.verifier.check.selfdeadlock.SelfDeadlockCheck;
import io.jlockdep.verifier.check.sync.SyncUnderLockCheck;
import io.jlockdep.verifier.check.waits.WaitCycleCheck;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Fingerprint;
import io.jlockdep.verifier.model.Judgement;
import io.jlockdep.verifier.model.Model;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs every check and makes one finding of what several of them saw. */
public final class Judge {
  private static final Comparator<Finding> LOUDEST_FIRST =
      Comparator.comparing(Finding::severity)
          .thenComparing(finding -> finding.verdict().grade())
          .thenComparing(Finding::category)
          .thenComparing(Finding::title)
          .thenComparing(Finding::fingerprint);

  private Judge() {}

  /** Judges the model. */
  public static Judgement judge(Model model) {
    List<Finding> selfDeadlocks =
        SelfDeadlockCheck.check(model).stream()
            .map(finding -> finding.breaking(ContractCheck.brokenBy(finding, model)))
            .toList();
    List<Finding> deadlocks = DeadlockCheck.check(model);
    LockOrderCheck.Outcome order = LockOrderCheck.check(model, selfDeadlocks);
    List<Finding> findings = new ArrayList<>(selfDeadlocks);
    findings.addAll(deadlocks);
    PredictCheck.Outcome predicted = PredictCheck.check(model, order.findings());
    predicted.findings().stream()
        .filter(finding -> deadlocks.stream().noneMatch(seen -> sameLocks(finding, seen)))
        .forEach(findings::add);
    findings.addAll(ContractCheck.check(model, selfDeadlocks));
    findings.addAll(RuleCheck.check(model));
    findings.addAll(SyncUnderLockCheck.check(model));
    List<Finding> waitCycles = WaitCycleCheck.check(model, deadlocks);
    findings.addAll(waitCycles);
    findings.addAll(BlockingUnderLockCheck.check(model, waitCycles));
    findings.addAll(MisuseCheck.check(model));
    findings.sort(LOUDEST_FIRST);
    return new Judgement(
        model,
        eachFingerprintOnce(findings),
        order.dependencies() + model.furtherPairs(),
        order.cut() || model.traces().stream().anyMatch(trace -> trace.lockOrder().isCut()),
        predicted.figures());
  }

  /**
   * Two lambdas of one method are told apart by numbers only, which a fingerprint does not have.
   */
  private static List<Finding> eachFingerprintOnce(List<Finding> findings) {
    Map<String, Integer> uses = new HashMap<>();
    List<Finding> unique = new ArrayList<>();
    for (Finding finding : findings) {
      String fingerprint = Fingerprint.withoutLambdaNumbers(finding);
      int use = uses.merge(fingerprint, 1, Integer::sum);
      unique.add(finding.named(use == 1 ? fingerprint : Fingerprint.further(fingerprint, use)));
    }
    return unique;
  }

  private static boolean sameLocks(Finding one, Finding other) {
    Set<String> locks = new HashSet<>(one.locks());
    return locks.equals(new HashSet<>(other.locks()));
  }
}
