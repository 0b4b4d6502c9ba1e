package io.jlockdep.agent.spec;

import java.util.List;

/**
 * A count that threads wait for: a wait method returns when as many have ended as have begun.
 *
 * @param type class name of the methods' class
 */
public record CountedWait(
    String name,
    String type,
    List<MethodPattern> begin,
    List<MethodPattern> end,
    List<MethodPattern> await) {
  public CountedWait {
    begin = List.copyOf(begin);
    end = List.copyOf(end);
    await = List.copyOf(await);
  }

  /** What a method does to a count. */
  public enum Part {
    BEGIN,
    END,
    WAIT
  }

  /** The methods of one part. */
  public List<MethodPattern> methods(Part part) {
    return switch (part) {
      case BEGIN -> begin;
      case END -> end;
      case WAIT -> await;
    };
  }
}
