package io.jlockdep.agent.weave;

import io.jlockdep.agent.spec.EventPoint;
import io.jlockdep.agent.spec.LockMethod;
import io.jlockdep.agent.spec.LockType;
import io.jlockdep.agent.spec.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Where weaving gets the ids that woven code passes on, and where it says what it did. Any thread
 * that loads a class calls these; they never throw.
 */
public interface Registry {
  /**
   * The sites of a class that is about to be woven.
   *
   * @param loader of a class of the application; null for one of the JDK
   * @param className with dots
   */
  Sites sites(@Nullable ClassLoader loader, String className, byte[] classFile);

  /** An id for a name that the spec file declares. */
  int lockName(String declaredName);

  /** Says that the locks of a type have a declared name. */
  void declareType(String type, String lockName);

  /** An id for a method of a declared lock type. */
  int declaration(LockType type, LockMethod method);

  /** An id for a declared operation. */
  int operation(Operation operation);

  /** An id for a declared event. */
  int event(EventPoint event);

  /** An id for a declared wait. */
  int countedWait(String name);

  /** The calling thread begins or ends to weave a class: what it does meanwhile is not recorded. */
  void weaving(boolean begin);

  /** An application class came by. */
  void classSeen();

  /** A class was changed. */
  void classWoven();

  /** A class, or what {@code reason} names of it, runs as it was. */
  void classSkipped(String className, String reason);
}
