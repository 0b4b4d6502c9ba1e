package io.jlockdep.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.agent.JavaProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad options end the JVM before main with one line and exit code 2; odd ones do no harm. */
class AgentOptionsIT {
  private static final String PROGRAM = "io.jlockdep.corpus.success.TryLock";

  @TempDir Path folder;

  @Test
  void an_unknown_option_is_refused() throws Exception {
    refused("level=graph,colour=red", "unknown option 'colour'");
  }

  @Test
  void a_bad_value_is_refused() throws Exception {
    refused("level=loud", "option 'level' must be graph or trace, not 'loud'");
  }

  @Test
  void an_option_without_a_value_is_refused() throws Exception {
    refused("verbose", "option without a value: 'verbose'");
  }

  @Test
  void a_missing_spec_file_is_refused() throws Exception {
    refused("spec=nowhere.yaml", "spec file does not exist: nowhere.yaml");
  }

  @Test
  void a_bad_spec_file_is_refused_with_its_line() throws Exception {
    Files.writeString(folder.resolve("bad.yaml"), "version: 1\nlokcs: []\n");
    refused("spec=bad.yaml", "bad.yaml:2:1: a spec file does not know the key 'lokcs'");
  }

  @Test
  void an_out_in_no_directory_is_refused() throws Exception {
    refused("out=no/where.jfr", "out: directory does not exist");
  }

  @Test
  void a_file_that_is_not_a_recording_is_never_overwritten() throws Exception {
    Path notes = folder.resolve("notes.txt");
    Files.writeString(notes, "precious");
    refused("out=notes.txt", "is not a JFR recording");
    assertThat(notes).hasContent("precious");
  }

  @Test
  void a_quoted_name_may_contain_commas_and_a_directory_gets_a_file() throws Exception {
    Result quoted = run("out=\"a,b.jfr\",level=trace");
    assertThat(quoted.exit()).isZero();
    RecordedFacts traced = RecordedFacts.read(folder.resolve("a,b.jfr"));
    assertThat(traced.ending()).isEqualTo("exit");
    assertThat(traced.tracedLocks()).as("0: none, what the self-check took").doesNotContain(0);

    Path directory = Files.createDirectory(folder.resolve("recordings"));
    Result inDirectory = run("out=recordings");
    assertThat(inDirectory.exit()).isZero();
    try (var files = Files.list(directory)) {
      assertThat(files.toList())
          .singleElement()
          .satisfies(
              file -> assertThat(file.getFileName().toString()).matches("jlockdep-\\d+\\.jfr"));
    }
  }

  @Test
  void a_second_agent_says_so_and_does_nothing() throws Exception {
    String agent = "-javaagent:" + JavaProcess.agentJar();
    Result result =
        process().with(agent + "=out=one.jfr", agent + "=out=two.jfr").with(program()).run();
    assertThat(result.exit()).isZero();
    assertThat(result.err())
        .isEqualTo("jlockdep: the agent is installed already, the second one does nothing\n");
    assertThat(RecordedFacts.read(folder.resolve("one.jfr")).ending()).isEqualTo("exit");
    assertThat(folder.resolve("two.jfr")).doesNotExist();
  }

  @Test
  void a_jvm_without_flight_recorder_runs_the_program_and_says_so() throws Exception {
    Result result =
        process()
            .with("-javaagent:" + JavaProcess.agentJar() + "=out=one.jfr")
            .with("--limit-modules", "java.base,java.instrument")
            .with(program())
            .run();
    assertThat(result.exit()).isZero();
    assertThat(result.out()).startsWith("true\n");
    assertThat(result.err()).startsWith("jlockdep: this JVM has no module jdk.jfr");
    assertThat(result.err().lines()).hasSize(1);
  }

  private void refused(String options, String message) throws Exception {
    Result result = run(options);
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("jlockdep: ").contains(message);
    assertThat(result.err().lines()).hasSize(1);
  }

  private Result run(String options) throws Exception {
    return process()
        .with("-javaagent:" + JavaProcess.agentJar() + "=" + options)
        .with(program())
        .run();
  }

  private JavaProcess process() {
    return new JavaProcess(Jdk.running(), folder);
  }

  private static String[] program() {
    return new String[] {"-cp", Corpus.root().resolve("target/test-classes").toString(), PROGRAM};
  }
}
