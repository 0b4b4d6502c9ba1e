package io.jlockdep.agent.weave;

import io.jlockdep.agent.spec.EventPoint;
import io.jlockdep.agent.spec.LockMethod;
import io.jlockdep.agent.spec.LockType;
import io.jlockdep.agent.spec.Operation;

/**
 * Where weaving gets the ids that woven code passes on, and where it says what it did. Any thread
 * that loads a class calls these; they never throw.
 */
public interface Registry {
  /**
   * An id for a place in woven code.
   *
   * @param lockName name of the lock that is used or made there, or empty if it is not known
   * @param origin where the name is from ({@code declared}, {@code field}, {@code allocation}), or
   *     empty; {@code jdk} for a place in a class of the JDK
   */
  int site(String className, String method, String file, int line, String lockName, String origin);

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
