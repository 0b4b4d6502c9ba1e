package io.jlockdep.agent.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which classes of the JDK are woven for the monitors that they take: those that call out, or are
 * locked from outside, while they hold them. Only monitors, waits and calls of locks are woven in
 * them.
 *
 * <p>The default list is tested on JDK 17 and 25. {@code StringBuffer} is not on it: its monitor
 * guards nothing but itself, and a hook keeps the compiler from removing it (an append to a local
 * one then costs several times as much). Everything that hooks themselves run through, or that runs
 * where no hook may be, is never woven: {@code ConcurrentHashMap} and {@code jdk.jfr} make
 * recordings unreadable (seen on JDK 25), threads and references would recurse.
 */
final class JdkClasses {
  /** Top-level classes, with all that is nested in them. */
  private static final Set<String> DEFAULT =
      Set.of(
          "java/util/Vector",
          "java/util/Stack",
          "java/util/Hashtable",
          "java/util/Properties",
          "java/util/Observable",
          "java/util/Timer",
          "java/util/TimerTask",
          "java/util/TimerThread",
          "java/util/TaskQueue",
          "java/io/PrintStream",
          "java/io/PrintWriter",
          "java/io/Writer",
          "java/io/BufferedWriter",
          "java/io/FilterWriter",
          "java/io/CharArrayWriter",
          "java/io/OutputStreamWriter",
          "java/io/BufferedOutputStream",
          "java/io/ByteArrayOutputStream",
          "sun/nio/cs/StreamEncoder");

  private static final List<String> DEFAULT_PREFIXES =
      List.of(
          "java/util/Collections$Synchronized",
          "java/util/logging/",
          "java/beans/beancontext/",
          "java/beans/PropertyChangeSupport",
          "java/beans/ChangeListenerMap");

  private static final List<String> NEVER =
      List.of(
          "java/lang/Object",
          "java/lang/Class",
          "java/lang/Thread",
          "java/lang/InheritableThreadLocal",
          "java/lang/BaseVirtualThread",
          "java/lang/VirtualThread",
          "java/lang/StackWalker",
          "java/lang/StackStreamFactory",
          "java/lang/Shutdown",
          "java/lang/ApplicationShutdownHooks",
          "java/lang/System",
          "java/lang/ref/",
          "java/lang/reflect/",
          "java/lang/invoke/",
          "java/lang/instrument/",
          "java/lang/management/",
          "java/lang/constant/",
          "java/util/concurrent/ConcurrentHashMap",
          "java/util/concurrent/locks/",
          "jdk/jfr/",
          "jdk/internal/",
          "sun/instrument/",
          "sun/launcher/",
          "sun/management/",
          "sun/reflect/",
          "io/jlockdep/");

  private final List<String> included;
  private final List<String> excluded;

  /**
   * @param included prefixes of JDK names, with dots, that are woven besides the default list
   * @param excluded prefixes that are not woven, whether listed or included
   */
  JdkClasses(List<String> included, List<String> excluded) {
    this.included = internal(included);
    this.excluded = internal(excluded);
  }

  /** Whether a class of a JDK module, by internal name, is to be woven. */
  boolean contains(String name) {
    boolean wanted = isDefault(name) || startsWithOne(name, included);
    return wanted && !startsWithOne(name, NEVER) && !startsWithOne(name, excluded);
  }

  /** Whether the prefix (with dots) begins the name of a class of the JDK that runs this. */
  static boolean isJdkPrefix(String prefix) {
    if (prefix.startsWith("java.") || prefix.startsWith("jdk.") || prefix.startsWith("sun.")) {
      return true;
    }
    if (!prefix.startsWith("javax.") && !prefix.startsWith("com.sun.")) {
      return false;
    }
    for (Module module : ModuleLayer.boot().modules()) {
      if (isJdk(module)) {
        for (String name : module.getPackages()) {
          String dotted = name + ".";
          if (dotted.startsWith(prefix) || prefix.startsWith(dotted)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  static boolean isJdk(Module module) {
    String name = module.getName();
    return name != null && (name.startsWith("java.") || name.startsWith("jdk."));
  }

  private static boolean isDefault(String name) {
    int dollar = name.indexOf('$');
    return DEFAULT.contains(dollar < 0 ? name : name.substring(0, dollar))
        || startsWithOne(name, DEFAULT_PREFIXES);
  }

  private static boolean startsWithOne(String name, List<String> prefixes) {
    for (int i = 0; i < prefixes.size(); i++) {
      if (name.startsWith(prefixes.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static List<String> internal(List<String> prefixes) {
    List<String> names = new ArrayList<>();
    for (String prefix : prefixes) {
      names.add(prefix.replace('.', '/'));
    }
    return List.copyOf(names);
  }
}
