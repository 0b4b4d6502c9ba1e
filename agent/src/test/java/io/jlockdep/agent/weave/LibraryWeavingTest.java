package io.jlockdep.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.agent.spec.Spec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.h2.Driver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weaves a whole library and lets the JVM verify every class of it. */
class LibraryWeavingTest {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void every_woven_class_of_a_library_passes_the_verifier(boolean firstLoad) throws Exception {
    SiteLog log = new SiteLog();
    WeavingLoader loader = new WeavingLoader("org.h2.", Spec.none(), log, firstLoad);
    List<String> refused = new ArrayList<>();
    int verified = 0;
    for (String name : classesOf(Driver.class)) {
      try {
        Class<?> type = Class.forName(name, false, loader);
        assertThat(type.getClassLoader()).isSameAs(loader);
        // Asking for the methods links the class, and linking verifies it.
        type.getDeclaredMethods();
        verified++;
      } catch (NoClassDefFoundError e) {
        // An optional dependency of the library is not there.
      } catch (LinkageError e) {
        refused.add(name + ": " + e);
      }
    }
    assertThat(refused).isEmpty();
    assertThat(log.skipped).isEmpty();
    assertThat(verified).isGreaterThan(900);
    assertThat(loader.woven).isGreaterThan(80);
    assertThat(log.sites).hasSizeGreaterThan(300);
  }

  private static List<String> classesOf(Class<?> member) throws Exception {
    Path jar = Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (JarFile file = new JarFile(jar.toFile())) {
      List<String> names = new ArrayList<>();
      for (JarEntry entry : Collections.list(file.entries())) {
        String name = entry.getName();
        if (name.startsWith("org/h2/") && name.endsWith(".class")) {
          names.add(name.substring(0, name.length() - ".class".length()).replace('/', '.'));
        }
      }
      return names;
    }
  }
}
