package io.jlockdep.agent.weave;

import java.util.List;

/**
 * Which classes are woven.
 *
 * @param include package or class name prefixes, with dots; empty for everything
 * @param exclude prefixes that are left alone, also where they are included
 */
public record Scope(List<String> include, List<String> exclude) {
  private static final List<String> NEVER =
      List.of(
          "java/",
          "jdk/",
          "sun/",
          "com/sun/proxy/",
          "io/jlockdep/agent/",
          "io/jlockdep/runtime/",
          "io/jlockdep/shaded/");

  public Scope {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  /** Whether a class of the application (by internal name) is to be woven. */
  boolean contains(String name) {
    for (String prefix : NEVER) {
      if (name.startsWith(prefix)) {
        return false;
      }
    }
    if (include.isEmpty() && exclude.isEmpty()) {
      return true;
    }
    String javaName = name.replace('/', '.');
    return (include.isEmpty() || startsWithOne(javaName, include))
        && !startsWithOne(javaName, exclude);
  }

  private static boolean startsWithOne(String name, List<String> prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
