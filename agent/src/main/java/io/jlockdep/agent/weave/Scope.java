package io.jlockdep.agent.weave;

import java.util.ArrayList;
import java.util.List;

/**
 * Which classes are woven.
 *
 * @param include package or class name prefixes, with dots; no prefix outside the JDK means
 *     everything outside it
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

  /** The scope without the prefixes of JDK classes, which say nothing about the application's. */
  Scope ofApplication() {
    List<String> own = new ArrayList<>();
    for (String prefix : include) {
      if (!JdkClasses.isJdkPrefix(prefix)) {
        own.add(prefix);
      }
    }
    return new Scope(own, exclude);
  }

  /** The classes of the JDK that are woven: a default list, and what is included besides. */
  JdkClasses ofJdk() {
    List<String> more = new ArrayList<>();
    for (String prefix : include) {
      if (JdkClasses.isJdkPrefix(prefix)) {
        more.add(prefix);
      }
    }
    return new JdkClasses(more, exclude);
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
