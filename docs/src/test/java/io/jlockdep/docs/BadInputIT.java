package io.jlockdep.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bad input gets one clear line on stderr and exit code 2, from the agent and from the verifier;
 * nothing is lost or overwritten.
 */
class BadInputIT {
  private static final Jdk JDK = Jdk.all().get(0);

  @TempDir Path dir;

  @Test
  void aMissingRecording() throws Exception {
    refused(verify("nowhere.jfr"), "nowhere.jfr");
  }

  @Test
  void anEmptyRecording() throws Exception {
    Files.createFile(dir.resolve("empty.jfr"));
    refused(verify("empty.jfr"), "empty.jfr");
  }

  @Test
  void aTextFile() throws Exception {
    Files.writeString(dir.resolve("notes.txt"), "this is not a recording\n".repeat(100));
    refused(verify("notes.txt"), "notes.txt");
  }

  @Test
  void aFlightRecordingWithoutOurEvents() throws Exception {
    Path other = dir.resolve("other.jfr");
    Run made =
        Run.of(
            dir,
            List.of(
                JDK.java().toString(), "-XX:StartFlightRecording:filename=" + other, "-version"));
    assertThat(made.exit()).as(made.err()).isZero();
    refused(verify("other.jfr"), "other.jfr");
  }

  @Test
  void anUnknownOptionOfTheVerifier() throws Exception {
    Run run = verify("--colour", "x.jfr");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--colour").doesNotContain("\tat ");
  }

  @Test
  void aReportThatCannotBeWritten() throws Exception {
    Path recording = record();
    byte[] before = Files.readAllBytes(recording);
    refused(verify("--out", "no/such/dir/report.txt", recording.toString()), "no/such/dir");
    refused(verify("--out", recording.toString(), recording.toString()), recording.toString());
    assertThat(Files.readAllBytes(recording)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 30, 50, 70, 90, 99})
  void aTruncatedRecordingIsReadAsFarAsItGoesOrRefused(int percent) throws Exception {
    byte[] whole = Files.readAllBytes(record());
    Path cut = dir.resolve("cut.jfr");
    Files.write(cut, Arrays.copyOf(whole, whole.length * percent / 100));
    Run run = verify(cut.toString());
    assertThat(run.exit()).as(run.out() + run.err()).isIn(1, 2);
    assertThat(run.out() + run.err())
        .contains("cut.jfr")
        .doesNotContain("\tat java.")
        .doesNotContain("Exception");
    assertThat(run.err().lines().count()).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "colour=red, colour",
    "level=loud, loud",
    "spec=nowhere.yaml, nowhere.yaml",
    "out=no/such/dir/x.jfr, no/such/dir",
    "on-deadlock=panic, panic"
  })
  void aBadOptionOfTheAgentStopsTheProgramBeforeItBegins(String option, String named)
      throws Exception {
    Path classes = compiled("MonitorInversion");
    Run run =
        Run.of(dir, Dist.underAgent(JDK, option, "-cp", classes.toString(), "MonitorInversion"));
    refused(run, named);
  }

  @Test
  void aSpecWithAMistakeIsRefusedWithItsLine() throws Exception {
    Path spec = dir.resolve("bad.yaml");
    Files.writeString(spec, "version: 1\noperations:\n  - name: x\n    methud: a.B.c\n");
    Path classes = compiled("MonitorInversion");
    Run run =
        Run.of(
            dir,
            Dist.underAgent(JDK, "spec=" + spec, "-cp", classes.toString(), "MonitorInversion"));
    refused(run, "bad.yaml:4");
    refused(verify("--spec", spec.toString(), record().toString()), "bad.yaml:4");
  }

  @Test
  void anOutputThatIsNoRecordingIsNotOverwritten() throws Exception {
    Path precious = dir.resolve("thesis.txt");
    Files.writeString(precious, "years of work");
    Path classes = compiled("MonitorInversion");
    Run run =
        Run.of(
            dir,
            Dist.underAgent(JDK, "out=" + precious, "-cp", classes.toString(), "MonitorInversion"));
    refused(run, "thesis.txt");
    assertThat(precious).hasContent("years of work");
  }

  private static void refused(Run run, String what) {
    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(2);
    assertThat(run.err().lines().toList()).hasSize(1).first().asString().contains(what);
    assertThat(run.out()).isEmpty();
  }

  private Run verify(String... args) throws IOException, InterruptedException {
    String[] all = new String[args.length + 1];
    all[0] = "verify";
    System.arraycopy(args, 0, all, 1, args.length);
    return Run.of(dir, Dist.verifier(JDK, all));
  }

  private Path record() throws IOException, InterruptedException {
    Path recording = dir.resolve("recording.jfr");
    Run run =
        Run.of(
            dir,
            Dist.underAgent(
                JDK,
                "out=" + recording,
                "-cp",
                compiled("MonitorInversion").toString(),
                "MonitorInversion"));
    assertThat(run.exit()).as(run.err()).isZero();
    return recording;
  }

  private Path compiled(String program) throws IOException, InterruptedException {
    Path classes = dir.resolve("classes");
    Run run =
        Run.of(
            dir,
            List.of(
                JDK.javac().toString(),
                "-d",
                classes.toString(),
                Dist.ROOT.resolve("docs/src/test/programs/fail/" + program + ".java").toString()));
    assertThat(run.exit()).as(run.err()).isZero();
    return classes;
  }
}
