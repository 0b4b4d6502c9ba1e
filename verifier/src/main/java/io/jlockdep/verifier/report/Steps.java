package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Dependency;
import io.jlockdep.verifier.model.Finding;

/** The two steps of an edge in a few words each. */
final class Steps {
  private Steps() {}

  /**
   * {@code takes Bank.a (exclusive)}; of the signaller of a wait cycle {@code signals Bank.done}.
   */
  static String held(Names names, Finding finding, Dependency edge) {
    String name = names.of(edge.held().instance(), finding);
    return edge.signals()
        ? "signals " + name
        : "takes " + name + " (" + edge.held().mode().word() + ")";
  }

  /** {@code waits for Bank.b (exclusive, blocking)}; of a signaller what it needs before. */
  static String asked(Names names, Finding finding, Dependency edge) {
    String name =
        names.of(edge.acquisition().instance(), finding)
            + " ("
            + edge.acquisition().mode().word()
            + ", "
            + edge.acquisition().how().word()
            + ")";
    return (edge.signals() ? "before that needs " : "waits for ") + name;
  }
}
