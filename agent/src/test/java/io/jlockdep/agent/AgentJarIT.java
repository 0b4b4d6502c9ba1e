package io.jlockdep.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

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
}
