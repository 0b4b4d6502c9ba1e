package io.jlockdep.agent.spec;

import java.util.List;

/**
 * A lock that the JDK does not have.
 *
 * @param type class name as the JVM writes it, with dots between packages
 * @param reentrant whether its owner may take it again
 */
public record LockType(String type, boolean reentrant, List<LockMethod> methods) {
  public LockType {
    methods = List.copyOf(methods);
  }
}
