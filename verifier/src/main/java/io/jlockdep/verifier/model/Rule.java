package io.jlockdep.verifier.model;

import java.util.List;
import java.util.Optional;

/** A contract about declared events, or about the order of locks. */
public sealed interface Rule {
  String name();

  Severity severity();

  String why();

  /** The event must not happen inside these operations while these locks are held. */
  record ForbidCall(
      String name,
      EventPattern event,
      List<String> inside,
      List<String> holding,
      Severity severity,
      String why)
      implements Rule {
    public ForbidCall {
      inside = List.copyOf(inside);
      holding = List.copyOf(holding);
    }
  }

  /**
   * Nothing that blocks must be called inside these operations while these locks are held: no call
   * that waits for something outside of the program, no wait for an event, no sync.
   */
  record ForbidBlock(
      String name, List<String> inside, List<String> holding, Severity severity, String why)
      implements Rule {
    public ForbidBlock {
      inside = List.copyOf(inside);
      holding = List.copyOf(holding);
    }
  }

  /** When the event happens one of these locks is held, in that mode if one is given. */
  record Require(
      String name,
      EventPattern at,
      List<String> held,
      Optional<Mode> mode,
      Severity severity,
      String why)
      implements Rule {
    public Require {
      held = List.copyOf(held);
    }
  }

  /** Who holds a lock of the list waits only for later ones. */
  record Order(String name, List<String> locks, Severity severity, String why) implements Rule {
    public Order {
      locks = List.copyOf(locks);
    }
  }

  /** What {@code open} opens, one of {@code close} closes before {@code by}, or the end. */
  record Balanced(
      String name,
      EventPattern open,
      List<EventPattern> close,
      Optional<EventPattern> by,
      Severity severity,
      String why)
      implements Rule {
    public Balanced {
      close = List.copyOf(close);
    }
  }

  /** The formula holds whenever the event happens. */
  record Always(String name, EventPattern at, Formula holds, Severity severity, String why)
      implements Rule {}
}
