package io.jlockdep.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What is in the packaged agent. */
class AgentJarIT {
  private static final List<String> ALLOWED =
      List.of(
          "io/jlockdep/agent/",
          "io/jlockdep/runtime/",
          "io/jlockdep/shaded/asm/",
          "io/jlockdep/shaded/snakeyaml/",
          "META-INF/MANIFEST.MF");

  @Test
  void holds_nothing_that_could_meet_the_classes_of_an_application() throws IOException {
    try (JarFile jar = new JarFile(JavaProcess.agentJar().toFile())) {
      List<String> files =
          Collections.list(jar.entries()).stream()
              .filter(entry -> !entry.isDirectory())
              .map(JarEntry::getName)
              .toList();
      assertThat(files)
          .contains("io/jlockdep/agent/Agent.class", "io/jlockdep/runtime/Hooks.class")
          .allMatch(file -> ALLOWED.stream().anyMatch(file::startsWith));
      assertThat(files).allMatch(file -> file.endsWith(".class") || file.endsWith(".MF"));
      assertThat(jar.getManifest().getMainAttributes().getValue("Premain-Class"))
          .isEqualTo("io.jlockdep.agent.Agent");
    }
  }

  /** The annotation of the source is no use: the JVM heeds its own. */
  @Test
  void tells_the_jvm_which_methods_not_to_inline() throws IOException {
    try (JarFile jar = new JarFile(JavaProcess.agentJar().toFile());
        InputStream hooks = jar.getInputStream(jar.getEntry("io/jlockdep/runtime/Hooks.class"))) {
      Set<String> marked = new TreeSet<>();
      ClassVisitor visitor =
          new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                int access, String name, String type, String signature, String[] exceptions) {
              return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                  if (visible && annotation.equals("Ljdk/internal/vm/annotation/DontInline;")) {
                    marked.add(name);
                  }
                  return null;
                }
              };
            }
          };
      new ClassReader(hooks).accept(visitor, ClassReader.SKIP_CODE);
      assertThat(marked)
          .containsExactly(
              "enteredLong", "monitorEnteringLong", "monitorExitingLong", "monitorTaken");
    }
  }
}
