package io.jlockdep.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/make-formats}: every format from one recording, held to its schema. */
class FormatsIT {
  private static final Jdk JDK = Jdk.all().get(0);

  @TempDir Path dir;

  @Test
  void everyFormatOfOneRecordingKeepsToItsSchemaAndHasEveryFinding() throws Exception {
    Path source = Dist.ROOT.resolve("docs/src/test/tutorials/09/Evidence.java");
    Run javac = Run.of(dir, List.of(JDK.javac().toString(), "-d", "classes", source.toString()));
    assertThat(javac.exit()).as(javac.err()).isZero();
    Run recorded =
        Run.of(
            dir,
            Dist.underAgent(JDK, "out=evidence.jfr,level=trace", "-cp", "classes", "Evidence"));
    assertThat(recorded.exit()).as(recorded.err()).isZero();
    Path formats = dir.resolve("formats");
    Run made =
        Run.of(
            dir,
            List.of(
                "env",
                "JAVA_HOME=" + JDK.home(),
                Dist.ROOT.resolve("docs/make-formats").toString(),
                formats.toString(),
                "evidence.jfr"));
    assertThat(made.exit()).as(made.out() + made.err()).isZero();
    assertThat(FormatsCheck.problems(formats)).isEmpty();
    Run again =
        Run.of(dir, Dist.verifier(JDK, "verify", "--input-format", "std", formats + "/trace.std"));
    assertThat(again.out()).as(again.err()).contains("lock order inversion");

    for (String[] broken :
        List.of(
            new String[] {"report.sarif", "\"driver\"", "\"chauffeur\""},
            new String[] {"report.xml", "tests=", "test="},
            new String[] {"report.json", "\"grade\"", "\"mark\""},
            new String[] {"report.html", "</main>", "</main><img src=\"x\">"},
            new String[] {"graph.dot", "->", "=>"})) {
      Path file = formats.resolve(broken[0]);
      String right = Files.readString(file);
      Files.writeString(file, right.replace(broken[1], broken[2]));
      assertThat(FormatsCheck.problems(formats))
          .as("a check that takes anything would prove nothing: " + broken[0])
          .anyMatch(problem -> problem.startsWith(broken[0]));
      Files.writeString(file, right);
    }
  }
}
