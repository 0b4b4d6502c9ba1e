package io.jlockdep.agent;

import io.jlockdep.agent.weave.Replacements;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
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

  /** Classes that replace calls are named so; the others need not be looked into. */
  private static final String HOOKS = "Hooks";

  private static final String MARKER = "io.jlockdep.runtime.Hooks";

  private static final String PROBE = "io/jlockdep/agent/SelfCheckProbe.class";

  private final Instrumentation instrumentation;
  private final Map<String, byte[]> classFiles = new LinkedHashMap<>();
  private byte[] probe = new byte[0];

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
    ClassDefiner definer = ClassDefiner.intoBootstrapLoader();

    Set<String> defined = new HashSet<>();
    Replacements replacements = new Replacements();
    for (Map.Entry<String, byte[]> entry : classFiles.entrySet()) {
      define(entry.getKey(), definer, defined);
      if (entry.getKey().endsWith(HOOKS)) {
        replacements.addHooksOf(entry.getValue());
      }
    }
    openToRuntime(javaBase, Class.forName(MARKER, false, null).getModule());
    return replacements;
  }

  /** The class file of the self-check's probe; once the jar has been read. */
  byte[] probe() {
    return probe;
  }

  private void openToRuntime(Module javaBase, Module runtime) {
    Set<Module> toRuntime = Set.of(runtime);
    open(
        javaBase,
        Map.of("jdk.internal.misc", toRuntime),
        Map.of(
            "java.util.concurrent.locks",
            toRuntime,
            "java.util.concurrent",
            toRuntime,
            "java.lang",
            toRuntime));
    Module jfr = ModuleLayer.boot().findModule("jdk.jfr").orElse(null);
    if (jfr != null) {
      open(jfr, Map.of(), Map.of("jdk.jfr.internal", toRuntime));
    }
  }

  private void open(
      Module module, Map<String, Set<Module>> exports, Map<String, Set<Module>> opens) {
    instrumentation.redefineModule(
        module, Collections.emptySet(), exports, opens, Collections.emptySet(), Map.of());
  }

  private void read(String jar) throws IOException {
    try (JarFile file = new JarFile(jar, false)) {
      for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        String name = entry.getName();
        if (name.startsWith(FOLDER)
            && name.endsWith(".class")
            && !name.endsWith("package-info.class")) {
          classFiles.put(name.substring(0, name.length() - ".class".length()), read(file, entry));
        }
      }
      probe = read(file, file.getJarEntry(PROBE));
    }
  }

  private static byte[] read(JarFile file, @Nullable JarEntry entry) throws IOException {
    if (entry == null) {
      throw new IOException("not the agent's jar: ".concat(file.getName()));
    }
    try (InputStream content = file.getInputStream(entry)) {
      return content.readAllBytes();
    }
  }

  /** Defines a class after the classes that it extends, which the JVM would look for. */
  private void define(@Nullable String name, ClassDefiner definer, Set<String> defined) {
    byte[] classFile = name == null ? null : classFiles.get(name);
    if (name == null || classFile == null || !defined.add(name)) {
      return;
    }
    ClassReader reader = new ClassReader(classFile);
    define(reader.getSuperName(), definer, defined);
    for (String itf : reader.getInterfaces()) {
      define(itf, definer, defined);
    }
    definer.define(name.replace('/', '.'), classFile);
  }
}
