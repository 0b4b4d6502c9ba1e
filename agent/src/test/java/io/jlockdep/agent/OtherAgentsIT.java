package io.jlockdep.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.agent.JavaProcess.Result;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Agents of others in the same JVM, named before ours and after it. */
@Covers("another agent at the same time")
class OtherAgentsIT {
  private static final String LIBRARIES =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  /** OpenTelemetry sends nothing anywhere. */
  private static final String[] QUIET = {
    "-Dotel.traces.exporter=none", "-Dotel.metrics.exporter=none", "-Dotel.logs.exporter=none"
  };

  @TempDir static Path folder;

  @TestFactory
  Stream<DynamicTest> a_program_runs_as_it_would_under_two_agents() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Jdk jdk : Jdk.all()) {
      for (boolean first : new boolean[] {true, false}) {
        String name = " on " + jdk.feature() + (first ? ", first" : ", second");
        tests.add(DynamicTest.dynamicTest("JaCoCo" + name, () -> jacoco(jdk, first)));
        tests.add(DynamicTest.dynamicTest("Mockito" + name, () -> mockito(jdk, first)));
      }
      tests.add(DynamicTest.dynamicTest("OpenTelemetry on " + jdk.feature(), () -> telemetry(jdk)));
    }
    return tests.stream();
  }

  private static void jacoco(Jdk jdk, boolean first) throws Exception {
    Path directory = Files.createTempDirectory(folder, "jacoco");
    Path covered = directory.resolve("jacoco.exec");
    String agent = "-javaagent:" + library("org.jacoco.agent-") + "=destfile=" + covered;
    compare(jdk, directory, agent, first, "io.jlockdep.corpus.fail.MonitorAbba");
    assertThat(Files.readString(covered, StandardCharsets.ISO_8859_1))
        .contains("io/jlockdep/corpus/fail/MonitorAbba");
  }

  private static void mockito(Jdk jdk, boolean first) throws Exception {
    Path directory = Files.createTempDirectory(folder, "mockito");
    String agent = "-javaagent:" + library("mockito-core-");
    compare(jdk, directory, agent, first, "io.jlockdep.corpus.library.MockedLocks");
  }

  private static void telemetry(Jdk jdk) throws Exception {
    Path directory = Files.createTempDirectory(folder, "telemetry");
    String agent = "-javaagent:" + library("opentelemetry-javaagent-");
    compare(jdk, directory, agent, true, "io.jlockdep.corpus.fail.MonitorAbba");
  }

  private static void compare(Jdk jdk, Path directory, String other, boolean first, String program)
      throws Exception {
    Path recording = directory.resolve("out.jfr");
    String ours = "-javaagent:" + JavaProcess.agentJar() + "=out=" + recording;
    String[] command = {"-cp", LIBRARIES, program};
    Result alone = new JavaProcess(jdk, directory).with(QUIET).with(other).with(command).run();
    Result both =
        new JavaProcess(jdk, directory)
            .with(QUIET)
            .with(first ? ours : other, first ? other : ours, "-Xverify:all")
            .with(command)
            .run();
    assertThat(alone.exit()).as(alone.err()).isZero();
    assertThat(both.out()).isEqualTo(alone.out());
    assertThat(both.exit()).as(both.err()).isZero();
    RecordedFacts facts = RecordedFacts.read(recording);
    assertThat(facts.ending()).isEqualTo("exit");
    assertThat(facts.failedChecks()).isEmpty();
    assertThat(facts.deadlocks()).isEmpty();
    String type = program.substring(program.lastIndexOf('.') + 1);
    assertThat(facts.edges(program.substring(0, program.lastIndexOf('.') + 1)))
        .contains(type + ".a -> " + type + ".b", type + ".b -> " + type + ".a");
  }

  private static String library(String prefix) {
    return Arrays.stream(LIBRARIES.split(File.pathSeparator))
        .filter(jar -> Path.of(jar).getFileName().toString().startsWith(prefix))
        .findFirst()
        .orElseThrow();
  }
}
