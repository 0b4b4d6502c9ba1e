package io.jlockdep.verifier.check.lockorder;

import io.jlockdep.verifier.model.Dependency;
import io.jlockdep.verifier.model.Verdict;
import java.util.Comparator;
import java.util.List;

/** A way in which a cycle can come about, and what is to be said of it. */
record Candidate(List<Dependency> edges, Verdict verdict) {
  /** The most telling first: loud, sure, with few downgrades, and with stacks. */
  static final Comparator<Candidate> MOST_TELLING =
      Comparator.comparing((Candidate c) -> c.verdict().severity())
          .thenComparing(c -> c.verdict().grade())
          .thenComparing(c -> c.verdict().downgrades().size())
          .thenComparing(Candidate::withoutStack);

  Candidate {
    edges = List.copyOf(edges);
  }

  /** Whether nothing could be more telling. */
  boolean isPlain() {
    return verdict.downgrades().isEmpty() && withoutStack() == 0;
  }

  private long withoutStack() {
    return edges.stream().filter(edge -> edge.acquisition().stack().isEmpty()).count();
  }
}
