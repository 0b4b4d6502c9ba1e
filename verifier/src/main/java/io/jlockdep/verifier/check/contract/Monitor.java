package io.jlockdep.verifier.check.contract;

import io.jlockdep.verifier.model.Formula;
import io.jlockdep.verifier.model.Occurrence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Follows one formula with one value for each of its variables along a trace. A step costs as much
 * as the formula is long; two truth values for each part of it are all that is kept.
 */
final class Monitor {
  /** The parts of a formula, each behind those that it is made of. */
  static final class Parts {
    private final List<Formula> parts = new ArrayList<>();
    private final List<int[]> children = new ArrayList<>();

    Parts(Formula formula) {
      add(formula);
    }

    int size() {
      return parts.size();
    }

    private int add(Formula formula) {
      int[] below;
      if (formula instanceof Formula.Not not) {
        below = new int[] {add(not.of())};
      } else if (formula instanceof Formula.Previously previously) {
        below = new int[] {add(previously.of())};
      } else if (formula instanceof Formula.Once once) {
        below = new int[] {add(once.of())};
      } else if (formula instanceof Formula.Historically historically) {
        below = new int[] {add(historically.of())};
      } else if (formula instanceof Formula.And and) {
        below = new int[] {add(and.left()), add(and.right())};
      } else if (formula instanceof Formula.Or or) {
        below = new int[] {add(or.left()), add(or.right())};
      } else if (formula instanceof Formula.Since since) {
        below = new int[] {add(since.left()), add(since.right())};
      } else {
        below = new int[0];
      }
      parts.add(formula);
      children.add(below);
      return parts.size() - 1;
    }
  }

  private final Parts parts;
  private final Map<String, Long> binding;
  private boolean[] now;
  private boolean[] before;
  private boolean first = true;

  Monitor(Parts parts, Map<String, Long> binding) {
    this.parts = parts;
    this.binding = binding;
    this.now = new boolean[parts.size()];
    this.before = new boolean[parts.size()];
  }

  Map<String, Long> binding() {
    return binding;
  }

  /** Goes one position on; whether the formula holds there. */
  boolean step(Occurrence occurrence) {
    boolean[] last = now;
    now = before;
    before = last;
    for (int i = 0; i < now.length; i++) {
      now[i] = holds(i, occurrence);
    }
    first = false;
    return now[now.length - 1];
  }

  private boolean holds(int i, Occurrence occurrence) {
    Formula part = parts.parts.get(i);
    int[] below = parts.children.get(i);
    if (part instanceof Formula.Atom atom) {
      return atom.pattern().matches(occurrence, binding);
    } else if (part instanceof Formula.Not) {
      return !now[below[0]];
    } else if (part instanceof Formula.And) {
      return now[below[0]] && now[below[1]];
    } else if (part instanceof Formula.Or) {
      return now[below[0]] || now[below[1]];
    } else if (part instanceof Formula.Previously) {
      return !first && before[below[0]];
    } else if (part instanceof Formula.Once) {
      return now[below[0]] || (!first && before[i]);
    } else if (part instanceof Formula.Historically) {
      return now[below[0]] && (first || before[i]);
    }
    return now[below[1]] || (now[below[0]] && !first && before[i]);
  }
}
