package io.jlockdep.agent.weave;

/** Where one class gets the ids of its sites from while it is woven; used by the weaving thread. */
public interface Sites {
  /**
   * An id for the next place in the woven class.
   *
   * @param lockName name of the lock that is used or made there, or empty if it is not known
   * @param origin where the name is from ({@code declared}, {@code field}, {@code allocation}), or
   *     empty; {@code jdk} for a place in a class of the JDK
   */
  int add(String method, String file, int line, String lockName, String origin);

  /** The class is woven: it has no more sites. */
  void done();
}
