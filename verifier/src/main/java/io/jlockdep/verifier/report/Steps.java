package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Acquisition;
import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.Dependency;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.HeldLock;
import io.jlockdep.verifier.model.LockKind;

/** The two steps of an edge in a few words each. */
final class Steps {
  /** What a thread has to do with what others wait for because of it. */
  enum Part {
    /** A lock that it holds. */
    HOLDS,

    /** An event that it was seen to bring about. */
    SIGNALS,

    /** An event that it has begun, at a known place, and that ends by it. */
    HAS_BEGUN,

    /** An event that is to come by it. */
    IS_TO_SIGNAL;

    /** Of the first lock or event of an edge. */
    static Part of(Finding finding, Dependency edge) {
      if (!edge.signals()) {
        return HOLDS;
      }
      if (finding.category() == Category.WAIT_CYCLE) {
        return SIGNALS;
      }
      HeldLock held = edge.held();
      return held.site().isKnown() || !held.stack().isEmpty() ? HAS_BEGUN : IS_TO_SIGNAL;
    }
  }

  private Steps() {}

  /** {@code takes Bank.a (exclusive)}; of an event {@code signals Bank.done} or the like. */
  static String held(Names names, Finding finding, Dependency edge) {
    String name = names.of(edge.held().instance(), finding);
    return switch (Part.of(finding, edge)) {
      case HOLDS -> "takes " + name + " (" + edge.held().mode().word() + ")";
      case SIGNALS -> "signals " + name;
      case HAS_BEGUN -> "begins " + name;
      case IS_TO_SIGNAL -> "is to bring about " + name;
    };
  }

  /** {@code waits for Bank.b (exclusive, blocking)}; of a signaller what it needs before. */
  static String asked(Names names, Finding finding, Dependency edge) {
    Acquisition request = edge.acquisition();
    String name = names.of(request.instance(), finding);
    boolean isEvent = request.lockClass().kind() == LockKind.EVENT;
    String how = " (" + request.mode().word() + ", " + request.how().word() + ")";
    return (Part.of(finding, edge) == Part.SIGNALS ? "before that needs " : "waits for ")
        + (isEvent ? name : name + how);
  }
}
