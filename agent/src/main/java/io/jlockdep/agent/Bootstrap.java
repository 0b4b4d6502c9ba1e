package io.jlockdep.agent;

import io.jlockdep.agent.weave.Replacements;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/**
 * Defines the runtime's classes in the bootstrap loader, where woven classes of every loader find
 * them.
 *
 * <p>{@code Instrumentation.appendToBootstrapClassLoaderSearch} would do, but makes JDK 17 print a
 * warning about class data sharing on the standard output, which belongs to the application. The
 * copies in the jar are never loaded by the system loader, since it asks its parents first.
 */
final class Bootstrap {
  private static final String FOLDER = "io/jlockdep/runtime/";
  private static final String MARKER = "io.jlockdep.runtime.Hooks";

  private final Instrumentation instrumentation;
  private final Map<String, byte[]> classFiles = new LinkedHashMap<>();

  Bootstrap(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** Whether an agent has been here before, of this loader or another. */
  static boolean isDone() {
    try {
      Class.forName(MARKER, false, null);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /**
   * Defines all classes of the runtime and opens to them what they need of the JDK.
   *
   * @param jar the agent's jar
   * @return which calls are to be replaced by which of the runtime's methods
   */
  Replacements define(String jar) throws IOException, ReflectiveOperationException {
    read(jar);
    Module javaBase = Object.class.getModule();
    open(javaBase, Map.of("jdk.internal.misc", Set.of(Bootstrap.class.getModule())), Map.of());
    Class<?> type = Class.forName("jdk.internal.misc.Unsafe");
    Object unsafe = type.getMethod("getUnsafe").invoke(null);
    Method defineClass =
        type.getMethod(
            "defineClass",
            String.class,
            byte[].class,
            int.class,
            int.class,
            ClassLoader.class,
            ProtectionDomain.class);

    Map<String, Boolean> defined = new LinkedHashMap<>();
    Replacements replacements = new Replacements();
    for (Map.Entry<String, byte[]> entry : classFiles.entrySet()) {
      define(entry.getKey(), unsafe, defineClass, defined);
      replacements.addHooksOf(entry.getValue());
    }
    openToRuntime(javaBase, Class.forName(MARKER, false, null).getModule());
    return replacements;
  }

  private void openToRuntime(Module javaBase, Module runtime) {
    Set<Module> toRuntime = Set.of(runtime);
    open(
        javaBase,
        Map.of("jdk.internal.misc", toRuntime),
        Map.of("java.util.concurrent.locks", toRuntime, "java.lang", toRuntime));
    ModuleLayer.boot()
        .findModule("jdk.jfr")
        .ifPresent(jfr -> open(jfr, Map.of(), Map.of("jdk.jfr.internal", toRuntime)));
  }

  private void open(
      Module module, Map<String, Set<Module>> exports, Map<String, Set<Module>> opens) {
    instrumentation.redefineModule(
        module, Collections.emptySet(), exports, opens, Collections.emptySet(), Map.of());
  }

  private void read(String jar) throws IOException {
    try (JarFile file = new JarFile(jar, false)) {
      for (JarEntry entry : Collections.list(file.entries())) {
        String name = entry.getName();
        if (name.startsWith(FOLDER)
            && name.endsWith(".class")
            && !name.endsWith("package-info.class")) {
          try (InputStream content = file.getInputStream(entry)) {
            classFiles.put(
                name.substring(0, name.length() - ".class".length()), content.readAllBytes());
          }
        }
      }
    }
  }

  /** Defines a class after the classes that it extends, which the JVM would look for. */
  private void define(
      @Nullable String name, Object unsafe, Method defineClass, Map<String, Boolean> defined)
      throws ReflectiveOperationException {
    byte[] classFile = name == null ? null : classFiles.get(name);
    if (name == null || classFile == null || defined.put(name, true) != null) {
      return;
    }
    ClassReader reader = new ClassReader(classFile);
    define(reader.getSuperName(), unsafe, defineClass, defined);
    for (String itf : reader.getInterfaces()) {
      define(itf, unsafe, defineClass, defined);
    }
    defineClass.invoke(unsafe, name.replace('/', '.'), classFile, 0, classFile.length, null, null);
  }
}
