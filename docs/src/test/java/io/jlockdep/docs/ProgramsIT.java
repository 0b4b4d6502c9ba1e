package io.jlockdep.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every program under {@code src/test/programs}, on every JDK of this machine: compiled, run
 * without and with the agent under {@code -Xverify:all}, and its recording judged. The output must
 * be the same, and the findings exactly those that the program states.
 */
class ProgramsIT {
  private static final Path PROGRAMS = Dist.ROOT.resolve("docs/src/test/programs");

  @TempDir Path dir;

  @TestFactory
  Stream<DynamicTest> everyProgramGetsTheVerdictThatItStates() throws IOException {
    List<Jdk> jdks = Jdk.all();
    List<DynamicTest> tests = new ArrayList<>();
    for (Program program : programs()) {
      Optional<Jdk> compiler =
          jdks.stream()
              .filter(jdk -> jdk.feature() >= program.release())
              .min(Comparator.comparing(Jdk::feature));
      for (Jdk jdk : jdks) {
        if (compiler.isPresent() && jdk.feature() >= program.release()) {
          for (String level : List.of("graph", "trace")) {
            tests.add(
                dynamicTest(
                    program.name() + " on " + jdk + ", level " + level,
                    () -> check(program, compiler.get(), jdk, level)));
          }
        }
      }
    }
    assertThat(tests).isNotEmpty();
    return tests.stream();
  }

  private void check(Program program, Jdk compiler, Jdk jdk, String level) throws Exception {
    Path work = Files.createTempDirectory(dir, program.name());
    Path classes = work.resolve("classes");
    Run compiled =
        Run.of(
            work,
            List.of(
                compiler.javac().toString(),
                "-nowarn",
                "--release",
                Integer.toString(program.release()),
                "-d",
                classes.toString(),
                program.source().toString()));
    assertThat(compiled.exit()).as(compiled.err()).isZero();

    Path recording = work.resolve("recording.jfr");
    List<String> watched =
        Dist.underAgent(
            jdk,
            "out=" + recording + ",level=" + level,
            "-Xverify:all",
            "-cp",
            classes.toString(),
            program.name());
    if (program.hangs()) {
      Run run = Run.killedWhen(work, watched, () -> holdsDeadlock(jdk, work, recording));
      assertThat(run.out()).isEqualTo("hanging\n");
      assertThat(run.err()).contains("deadlock");
    } else {
      List<String> bare =
          List.of(jdk.java().toString(), "-Xverify:all", "-cp", classes.toString(), program.name());
      Run without = Run.of(work, bare);
      Run with = Run.of(work, watched);
      assertThat(with).isEqualTo(without);
    }

    Run verdict =
        Run.of(work, Dist.verifier(jdk, "verify", "--format", "json", recording.toString()));
    assertThat(verdict.err()).isEmpty();
    Report report = Report.parse(verdict.out());
    assertThat(report.loudCanonical()).as(verdict.out()).isEqualTo(program.expected());
    assertThat(verdict.exit()).isEqualTo(program.expected().isEmpty() ? 0 : 1);
    assertThat(report.root().get("coverage").get("eventsLost").asLong()).isZero();
    assertThat(report.root().get("coverage").get("classesSkipped")).isEmpty();
  }

  /** The watchdog has dumped: cheap to ask first whether there is a file at all. */
  private static boolean holdsDeadlock(Jdk jdk, Path work, Path recording) {
    if (!Files.isRegularFile(recording)) {
      return false;
    }
    try {
      Run verdict =
          Run.of(work, Dist.verifier(jdk, "verify", "--format", "json", recording.toString()));
      return verdict.exit() == 1
          && Report.parse(verdict.out()).findings().stream()
              .anyMatch(finding -> finding.get("grade").asString().equals("occurred"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Program> programs() throws IOException {
    List<Program> programs = new ArrayList<>();
    for (String folder : List.of("fail", "success")) {
      try (Stream<Path> sources = Files.list(PROGRAMS.resolve(folder))) {
        for (Path source : sources.sorted().toList()) {
          programs.add(Program.read(source));
        }
      }
    }
    return programs;
  }
}
