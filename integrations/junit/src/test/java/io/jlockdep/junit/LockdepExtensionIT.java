package io.jlockdep.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes of tests in a JVM of their own, with the packaged agent. */
class LockdepExtensionIT {
  private static final Path AGENT =
      Path.of(System.getProperty("jlockdep.root"), "agent", "target", "jlockdep-agent.jar");
  private static final String AUTOMATIC = "-javaagent:" + AGENT + "=out=run.jfr";

  @TempDir Path dir;

  private record Run(String out, String err) {
    /** What became of a test, and its message. */
    String of(String test) {
      int from = out.indexOf("== " + test + " ");
      assertThat(from).as(out + err).isNotNegative();
      int to = out.indexOf("\n== ", from + 1);
      return out.substring(from, to < 0 ? out.length() : to);
    }
  }

  private Run run(String sample, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(List.of(options));
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    command.addAll(List.of("-cp", path, InnerLauncher.class.getName(), sample));
    Path out = dir.resolve("out.txt");
    Path err = dir.resolve("err.txt");
    ProcessBuilder builder = new ProcessBuilder(command).directory(dir.toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("did not end: " + Files.readString(out) + Files.readString(err));
    }
    assertThat(process.exitValue()).as(Files.readString(err)).isZero();
    return new Run(Files.readString(out), Files.readString(err));
  }

  @Test
  void the_test_that_closes_the_cycle_fails_and_no_other_unless_it_is_known() throws Exception {
    Run run = run("Inversion", AUTOMATIC);
    assertThat(run.of("forwards()")).startsWith("== forwards() SUCCESSFUL");
    assertThat(run.of("again()")).startsWith("== again() SUCCESSFUL");
    assertThat(run.of("backwards()"))
        .startsWith(
            "== backwards() FAILED\njlockdep: first seen at the end of Inversion.backwards\n")
        .contains("lock order inversion: Samples.A -> Samples.B -> Samples.A")
        .contains("while holding Samples.A", "while holding Samples.B")
        .containsPattern("asks for Samples.A .* here:\n        at io.jlockdep.junit.Samples.")
        .containsPattern("asks for Samples.B .* here:\n        at io.jlockdep.junit.Samples.")
        .doesNotContain("other tests ran");
    assertThat(run.of("JUnit Jupiter")).contains("SUCCESSFUL");
    String fingerprint =
        run.of("backwards()").replaceAll("(?s).*fingerprint ([0-9a-f]{16}).*", "$1");
    Files.writeString(
        dir.resolve("known.yaml"),
        "version: 1\nsuppressions:\n- {fingerprint: \"" + fingerprint + "\", reason: a test}\n");
    assertThat(run("Inversion", AUTOMATIC, "-Djlockdep.baseline=known.yaml").out())
        .doesNotContain("FAILED");
  }

  @Test
  void a_clean_class_passes_without_being_annotated() throws Exception {
    Run run = run("Clean", AUTOMATIC, "-Djlockdep.required=true");
    assertThat(run.out()).doesNotContain("FAILED");
    assertThat(run.of("two()")).contains("SUCCESSFUL");
    assertThat(run.err()).doesNotContain("does nothing");
  }

  @Test
  void tests_that_record_nothing_are_not_judged() throws Exception {
    assertThat(run("Quiet", AUTOMATIC).out()).doesNotContain("FAILED");
    long checkpoints =
        RecordingFile.readAllEvents(dir.resolve("run.jfr")).stream()
            .filter(event -> event.getEventType().getName().equals("jlockdep.Coverage"))
            .count();
    assertThat(checkpoints).as("of 100 tests").isBetween(1L, 40L);
  }

  @Test
  void the_settings_are_heeded() throws Exception {
    assertThat(run("Inversion", AUTOMATIC, "-Djlockdep.fail-on=error").out())
        .doesNotContain("FAILED");
    assertThat(run("Inversion", "-Djlockdep.fail-on=loud").out())
        .contains("FAILED", "jlockdep.fail-on=loud");
  }

  @Test
  void what_single_tests_leave_unjudged_is_judged_when_their_class_ends() throws Exception {
    Run run = run("Inversion", AUTOMATIC, "-Djlockdep.judge=class");
    assertThat(run.of("backwards()")).startsWith("== backwards() SUCCESSFUL");
    assertThat(run.of("again()")).startsWith("== again() SUCCESSFUL");
    assertThat(run.of("Samples$Inversion"))
        .contains("FAILED\njlockdep: first seen at the end of Inversion; other tests ran")
        .contains("in it: Inversion.forwards, Inversion.backwards, Inversion.again\n")
        .contains("lock order inversion: Samples.A -> Samples.B -> Samples.A");
    assertThat(run("Inversion", AUTOMATIC, "-Djlockdep.judge=never").out())
        .contains("jlockdep.judge=never: must be test or class");
  }

  @Test
  void without_the_agent_it_says_so_once_or_fails() throws Exception {
    Run idle = run("Inversion", "-Djlockdep.agent=" + AGENT);
    assertThat(idle.out()).doesNotContain("FAILED");
    assertThat(idle.err().lines().filter(line -> line.contains("does nothing")))
        .singleElement()
        .satisfies(line -> assertThat(line).contains("could not be attached"));
    Run required = run("Inversion", "-Djlockdep.required=true");
    assertThat(required.out()).contains("FAILED", "jlockdep.required=true, but the agent is not");
  }

  @Test
  void it_attaches_the_agent_where_that_is_allowed() throws Exception {
    Run run = run("Inversion", "-Djdk.attach.allowAttachSelf=true", "-Djlockdep.agent=" + AGENT);
    assertThat(run.of("backwards()")).contains("lock order inversion: Samples.A");
  }

  @Test
  void of_parallel_tests_the_others_are_named() throws Exception {
    Run run = run("Parallel", AUTOMATIC);
    assertThat(run.out()).contains("lock order inversion: Samples.C -> Samples.D -> Samples.C");
    assertThat(run.out().lines().filter(line -> line.contains("other tests ran")))
        .singleElement()
        .satisfies(line -> assertThat(line).containsPattern("in it: .*Parallel\\.(left|right)"));
  }
}
