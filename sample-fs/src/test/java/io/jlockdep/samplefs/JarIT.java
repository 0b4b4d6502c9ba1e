package io.jlockdep.samplefs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class JarIT {
  @Test
  void theSpecFileIsInTheJarAsItIsInTheSources() throws IOException {
    try (JarFile jar = new JarFile(ChildJvm.jar().toFile())) {
      String packaged =
          new String(
              jar.getInputStream(jar.getJarEntry("sample-fs.yaml")).readAllBytes(),
              StandardCharsets.UTF_8);
      assertThat(packaged).isEqualTo(spec());
    }
  }

  @Test
  void whatTheSpecFileNamesIsThere() throws Exception {
    List<MatchResult> names =
        Pattern.compile("(type|field|method): (io\\.jlockdep\\.samplefs[^\\s,}]+)")
            .matcher(spec())
            .results()
            .toList();
    assertThat(names).hasSizeGreaterThan(50);
    for (MatchResult name : names) {
      String full = name.group(2);
      String owner = full.substring(0, full.lastIndexOf('.'));
      String member = full.substring(full.lastIndexOf('.') + 1);
      switch (name.group(1)) {
        case "type" -> assertThat(Class.forName(full)).isNotNull();
        case "field" -> assertThat(Class.forName(owner).getDeclaredField(member)).isNotNull();
        default ->
            assertThat(Class.forName(owner).getDeclaredMethods())
                .anyMatch(method -> method.getName().equals(member));
      }
    }
  }

  private static String spec() throws IOException {
    return Files.readString(Path.of("src", "main", "spec", "sample-fs.yaml"));
  }
}
