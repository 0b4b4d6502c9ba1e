package io.jlockdep.verifier.model;

/** A formula of past-time temporal logic over events. */
public sealed interface Formula {
  /** The event at this position is one of the pattern. */
  record Atom(EventPattern pattern) implements Formula {
    @Override
    public String toString() {
      return pattern.toString();
    }
  }

  record Not(Formula of) implements Formula {
    @Override
    public String toString() {
      return "not " + of;
    }
  }

  record And(Formula left, Formula right) implements Formula {
    @Override
    public String toString() {
      return "(" + left + " and " + right + ")";
    }
  }

  record Or(Formula left, Formula right) implements Formula {
    @Override
    public String toString() {
      return "(" + left + " or " + right + ")";
    }
  }

  /** It held at the position before; false at the first. */
  record Previously(Formula of) implements Formula {
    @Override
    public String toString() {
      return "previously " + of;
    }
  }

  /** It held at some position up to this one. */
  record Once(Formula of) implements Formula {
    @Override
    public String toString() {
      return "once " + of;
    }
  }

  /** It held at every position up to this one. */
  record Historically(Formula of) implements Formula {
    @Override
    public String toString() {
      return "historically " + of;
    }
  }

  /** The second held at some position up to this one, and the first at every later one. */
  record Since(Formula left, Formula right) implements Formula {
    @Override
    public String toString() {
      return "(" + left + " since " + right + ")";
    }
  }
}
