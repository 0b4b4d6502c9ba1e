package io.jlockdep.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
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
  Stream<DynamicNode> everyProgramGetsTheVerdictThatItStates() throws Exception {
    List<Jdk> jdks = Jdk.all();
    Map<Integer, List<Program>> byRelease =
        programs().stream()
            .collect(Collectors.groupingBy(Program::release, TreeMap::new, Collectors.toList()));
    List<DynamicNode> tests = new ArrayList<>();
    for (Map.Entry<Integer, List<Program>> entry : byRelease.entrySet()) {
      int release = entry.getKey();
      List<Jdk> able = jdks.stream().filter(jdk -> jdk.feature() >= release).toList();
      if (able.isEmpty()) {
        System.out.println(
            "no JDK here compiles for Java " + release + ": left out " + entry.getValue());
        continue;
      }
      Path classes = compile(able.get(0), release, entry.getValue());
      for (Program program : entry.getValue()) {
        for (Jdk jdk : able) {
          tests.add(
              dynamicTest(
                  program.name() + " on " + jdk, () -> check(program, classes, jdk, "graph")));
        }
        Jdk newest = able.get(able.size() - 1);
        tests.add(
            dynamicTest(
                program.name() + " on " + newest + ", level trace",
                () -> check(program, classes, newest, "trace")));
      }
    }
    assertThat(tests).isNotEmpty();
    return tests.stream();
  }

  private Path compile(Jdk jdk, int release, List<Program> programs)
      throws IOException, InterruptedException {
    Path classes = dir.resolve("classes" + release);
    List<String> command =
        new ArrayList<>(
            List.of(
                jdk.javac().toString(),
                "-nowarn",
                "--release",
                Integer.toString(release),
                "-d",
                classes.toString()));
    programs.forEach(program -> command.add(program.source().toString()));
    Run compiled = Run.of(dir, command);
    assertThat(compiled.exit()).as(compiled.err()).isZero();
    return classes;
  }

  private void check(Program program, Path classes, Jdk jdk, String level) throws Exception {
    Path work = Files.createTempDirectory(dir, program.name());
    Path recording = work.resolve("recording.jfr");
    List<String> watched =
        Dist.underAgent(
            jdk,
            "out=" + recording + ",level=" + level,
            "-Xverify:all",
            "-XX:TieredStopAtLevel=1", // programs this short end sooner
            "-XX:+UseSerialGC",
            "-cp",
            classes.toString(),
            program.name());
    if (program.hangs()) {
      Run run = Run.killedWhenStderrHas("recording " + recording, work, watched);
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
    Set<String> expected = level.equals("trace") ? program.expectedAtTrace() : program.expected();
    assertThat(report.loudCanonical()).as(verdict.out()).isEqualTo(expected);
    assertThat(report.notesCanonical()).as(verdict.out()).containsAll(program.expectedNotes());
    assertThat(verdict.exit()).isEqualTo(expected.isEmpty() ? 0 : 1);
    assertThat(report.root().get("coverage").get("eventsLost").asLong()).isZero();
    assertThat(report.root().get("coverage").get("classesSkipped")).isEmpty();
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
