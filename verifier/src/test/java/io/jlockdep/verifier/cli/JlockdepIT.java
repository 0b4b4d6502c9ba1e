package io.jlockdep.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.verifier.read.TestRecordings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar, in a JVM of its own. */
class JlockdepIT {
  @TempDir Path folder;

  private record Result(int exit, String out, String err) {}

  private Result run(String... args) throws Exception {
    Path jar = Path.of(System.getProperty("jlockdep.root"), "verifier", "target", "jlockdep.jar");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of(args));
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    int exit = process.waitFor();
    return new Result(
        exit,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  @Test
  void the_jar_judges_a_recording() throws Exception {
    Path rec = folder.resolve("run.jfr");
    TestRecordings.write(
        rec, TestRecordings::dictionary, TestRecordings::inversion, TestRecordings::exit);
    Result text = run("verify", rec.toString());
    assertThat(text.exit()).as(text.err()).isEqualTo(1);
    assertThat(text.out()).contains("lock order inversion: Bank.a -> Bank.b -> Bank.a");
    assertThat(text.err()).isEmpty();
    Result json = run("verify", "--format", "json", rec.toString());
    assertThat(json.exit()).isEqualTo(1);
    assertThat(json.out()).startsWith("{").contains("\"schemaVersion\" : 1");
  }

  @Test
  void the_jar_reads_spec_files() throws Exception {
    Path rec = folder.resolve("run.jfr");
    TestRecordings.write(rec, TestRecordings::dictionary, TestRecordings::exit);
    Path spec = Files.writeString(folder.resolve("spec.yaml"), TestRecordings.SPEC);
    assertThat(run("verify", "--spec", spec.toString(), rec.toString()).exit()).isZero();
  }

  @Test
  void the_jar_knows_its_version() throws Exception {
    assertThat(run("--version").out()).startsWith("jlockdep 0.").doesNotContain("not packaged");
  }

  @Test
  void the_jar_refuses_what_is_missing() throws Exception {
    Result result = run("verify", folder.resolve("none.jfr").toString());
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err().lines()).hasSize(1);
  }
}
