package io.jlockdep.verifier.check.lockorder;

import io.jlockdep.verifier.model.Dependency;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses one witness for each step of a cycle so that the whole tells most. The first search takes
 * only threads that can meet; if none do, the second takes what there is. Both are bounded.
 */
final class WitnessChoice {
  private final CycleJudge judge;
  private final boolean sameInstances;
  private final Optional<String> explanation;
  private Optional<Candidate> best = Optional.empty();
  private int allowance;
  private int steps;

  private WitnessChoice(CycleJudge judge, boolean sameInstances, Optional<String> explanation) {
    this.judge = judge;
    this.sameInstances = sameInstances;
    this.explanation = explanation;
  }

  /** The best choice of one witness from each list; no list is empty. */
  static Optional<Candidate> best(
      CycleJudge judge,
      List<List<Dependency>> choices,
      boolean sameInstances,
      Optional<String> explanation) {
    WitnessChoice choice = new WitnessChoice(judge, sameInstances, explanation);
    choice.search(choices, true);
    if (choice.best.isEmpty()) {
      choice.search(choices, false);
    }
    return choice.best;
  }

  private void search(List<List<Dependency>> choices, boolean meeting) {
    allowance = judge.allowance();
    steps = 0;
    extend(choices, new ArrayList<>(), meeting);
    judge.spend(steps);
  }

  private void extend(List<List<Dependency>> choices, List<Dependency> chosen, boolean meeting) {
    if (chosen.size() == choices.size()) {
      consider(new Candidate(chosen, judge.judge(chosen, sameInstances, explanation)));
      return;
    }
    for (Dependency next : choices.get(chosen.size())) {
      if (++steps > allowance || best.map(Candidate::isPlain).orElse(false)) {
        return;
      }
      chosen.add(next);
      if (!meeting || canMeet(chosen)) {
        extend(choices, chosen, meeting);
      }
      chosen.remove(chosen.size() - 1);
    }
  }

  private boolean canMeet(List<Dependency> chosen) {
    return !CycleJudge.onFewThreads(chosen)
        && judge.gate(chosen).isEmpty()
        && judge.ordered(chosen).isEmpty();
  }

  private void consider(Candidate candidate) {
    if (best.isEmpty() || Candidate.MOST_TELLING.compare(candidate, best.get()) < 0) {
      best = Optional.of(candidate);
    }
  }
}
