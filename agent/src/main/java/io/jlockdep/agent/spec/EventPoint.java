package io.jlockdep.agent.spec;

import java.util.List;

/**
 * A call of a method that contracts speak of.
 *
 * @param type class name of the method's class
 * @param onReturn whether it happens on normal return, and not on entry
 * @param args what it carries, in this order: {@code this}, {@code thread}, {@code result}, or the
 *     number of an argument, the first being 1
 */
public record EventPoint(
    String name, String type, MethodPattern method, boolean onReturn, List<String> args) {
  /** How many values an event carries at most. */
  public static final int MAX_ARGS = 3;

  public EventPoint {
    args = List.copyOf(args);
  }
}
