package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.Dependency;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Grade;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.Severity;

/** The sentences of a report that depend on the kind of finding only. */
final class Advice {
  private static final String WITHOUT_THE_LOCK =
      "wait after the release of the lock (or outside of the pool), or let those who make the event"
          + " happen do without it.";

  private Advice() {}

  /** What the grade means. */
  static String meaning(Finding finding) {
    if (finding.category() == Category.CONTRACT || finding.category() == Category.SYNC_UNDER_LOCK) {
      return "seen in this run, at the place shown";
    }
    if (!finding.places().isEmpty()) {
      return finding.verdict().grade() == Grade.OCCURRED
          ? "a thread asked for what no living thread can give; it did hang"
          : "seen in this run, at the place shown";
    }
    if (finding.category() == Category.WAIT_CYCLE) {
      return "the wait under the lock and the signaller's need for the lock were both seen";
    }
    return switch (finding.verdict().grade()) {
      case OCCURRED -> "the threads were found blocked like this; it did hang";
      case CONFIRMED -> "a second run, steered by the finding, hung like this";
      case PREDICTED -> "a correct reordering of what was recorded hangs";
      case INSTANCE ->
          finding.category() == Category.SELF_DEADLOCK
              ? "one thread, one lock object: no other thread is needed"
              : "the same lock objects, taken by different threads that can meet";
      case CLASS -> "both orders are in the code, but not by threads that could meet in this run";
    };
  }

  /** What to do about it. */
  static String nextStep(Finding finding) {
    return switch (finding.category()) {
      case SELF_DEADLOCK -> selfDeadlock(finding);
      case DEADLOCK ->
          finding.edges().stream().anyMatch(Dependency::signals)
              ? WITHOUT_THE_LOCK
              : "choose one order for these locks and keep to it in every thread; until then each of the"
                  + " threads above can block the others for ever.";
      case LOCK_ORDER -> lockOrder(finding);
      case WAIT_CYCLE -> WITHOUT_THE_LOCK;
      case CONTRACT ->
          finding.sync().isPresent()
              ? "move the wait for the disk to after the release of the lock, or change the rule."
              : !finding.occurrences().isEmpty()
                  ? "read the places above in their order: the last one is where the rule is broken."
                  : "take the lock outside of the operation, or change the rule if it says too much.";
      case SYNC_UNDER_LOCK ->
          "nothing, if it is meant; else collect what is to be written under the lock and wait for"
              + " the disk after its release.";
      case BLOCKING_UNDER_LOCK ->
          "nothing, if it is meant; else do under the lock what needs it, and block after its"
              + " release.";
      case HELD_AT_EXIT -> "release the lock in a finally block.";
      case IMBALANCE ->
          "release in the thread that has acquired, once for each time that it has, and only if it"
              + " has.";
      case LOCK_REPLACED ->
          "make the field final and lock an object that stays; who comes now locks another object"
              + " than who is inside.";
      default -> "read both places and decide.";
    };
  }

  private static String selfDeadlock(Finding finding) {
    if (finding.edges().stream().anyMatch(Dependency::signals)) {
      return "end what the thread has begun before it waits, or let another thread do the inner"
          + " call.";
    }
    boolean upgrade =
        finding.edges().stream()
            .anyMatch(
                edge ->
                    edge.held().mode() == Mode.SHARED
                        && edge.acquisition().mode() == Mode.EXCLUSIVE);
    return upgrade
        ? "release the read lock before the write lock is asked for (and check again what was read),"
            + " or take the write lock from the start."
        : "release the lock before the inner call, or give the inner call a variant that expects the"
            + " lock to be held.";
  }

  private static String lockOrder(Finding finding) {
    if (finding.verdict().downgrades().contains("always in one order")) {
      return "nothing, if the order is by design (parent before child, lower id first).";
    }
    if (finding.severity() == Severity.NOTE) {
      return "nothing now; it becomes a hang if what keeps the threads apart is taken away.";
    }
    return finding.verdict().grade() == Grade.CLASS
        ? "read both places: if two threads can be there at the same time with the same objects,"
            + " choose one order; if not, write down why."
        : "choose one order for these locks and keep to it at both places, or never hold the one"
            + " while asking for the other.";
  }
}
