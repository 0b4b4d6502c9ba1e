package io.jlockdep.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands that start or enter other JVMs, from the packaged jars and from the distribution.
 */
class CommandsIT {
  private static final Jdk JDK = Jdk.all().get(0);

  @TempDir static Path classes;
  @TempDir Path dir;
  private final String java = JDK.java().toString();

  @BeforeAll
  static void compile() throws Exception {
    List<String> command =
        new ArrayList<>(List.of(JDK.javac().toString(), "-d", classes.toString()));
    for (String source : List.of("fail/MonitorInversion", "success/Reentrant", "cli/Waiting")) {
      command.add(Dist.ROOT.resolve("docs/src/test/programs/" + source + ".java").toString());
    }
    Run run = Run.of(classes, command);
    assertThat(run.exit()).as(run.err()).isZero();
  }

  private Run jlockdep(String... args) throws IOException, InterruptedException {
    return Run.of(dir, Dist.verifier(JDK, args));
  }

  private Run run(String... words) throws IOException, InterruptedException {
    List<String> args =
        new ArrayList<>(
            List.of(
                "run",
                "--verbose",
                "--agent",
                Dist.AGENT.toString(),
                "--recordings",
                "recordings",
                "--"));
    args.addAll(List.of(words));
    return jlockdep(args.toArray(String[]::new));
  }

  private List<Path> recordings() throws IOException {
    try (Stream<Path> files = Files.list(dir.resolve("recordings"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void everyJvmOfACommandIsRecordedAndJudged() throws Exception {
    Run run =
        run(
            "sh",
            "-c",
            "\"$1\" -cp \"$2\" Reentrant && \"$1\" -cp \"$2\" MonitorInversion",
            "sh",
            java,
            classes.toString());
    assertThat(run.exit()).as(run.err()).isEqualTo(1);
    assertThat(run.out()).contains("lock order inversion: MonitorInversion.A");
    assertThat(recordings()).hasSize(2);
  }

  @Test
  void theExitCodeOfTheCommandComesFirst() throws Exception {
    Run run =
        run("sh", "-c", "\"$1\" -cp \"$2\" MonitorInversion; exit 7", "sh", java, classes + "");
    assertThat(run.exit()).isEqualTo(7);
    assertThat(run.out()).contains("lock order inversion");
    assertThat(run.err()).contains("the command ended with 7").contains("(findings)");
  }

  @Test
  void aCommandWithoutFindingsIsCleanAndOneWithoutAJvmIsNot() throws Exception {
    Run clean = run(java, "-cp", classes.toString(), "Reentrant");
    assertThat(clean.exit()).as(clean.out() + clean.err()).isZero();
    assertThat(clean.err()).as("the summary of --verbose").contains(" classes woven, ");
    Run mixed = run("true");
    assertThat(mixed.exit()).isEqualTo(2);
    assertThat(mixed.err()).contains("is not empty");
    Run none = jlockdep("run", "--agent", Dist.AGENT.toString(), "true");
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.err()).contains("no JVM was recorded");
  }

  @Test
  void aSignalReachesTheCommandAndTheReportIsStillMade() throws Exception {
    List<String> command =
        Dist.verifier(
            JDK,
            "run",
            "--agent",
            Dist.AGENT.toString(),
            "--",
            java,
            "-cp",
            classes.toString(),
            "Waiting");
    Process process = start(command);
    try (BufferedReader out = out(process)) {
      assertThat(out.readLine()).isEqualTo("ready");
      process.toHandle().destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as("128 + SIGTERM, of the command").isEqualTo(143);
      assertThat(out.lines()).anyMatch(line -> line.startsWith("jlockdep: 0 errors"));
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aRunningJvmTakesTheAgent() throws Exception {
    Process process = start(List.of(java, "-cp", classes.toString(), "Waiting"));
    try (BufferedReader out = out(process)) {
      assertThat(out.readLine()).isEqualTo("ready");
      Run attached =
          jlockdep(
              "attach",
              "--agent",
              Dist.AGENT.toString(),
              "--out",
              "attached.jfr",
              Long.toString(process.pid()));
      assertThat(attached.exit()).as(attached.err()).isZero();
      process.getOutputStream().close();
      assertThat(out.readLine()).isEqualTo("forwards");
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    Run verify = jlockdep("verify", "attached.jfr");
    assertThat(verify.exit()).as(verify.out() + verify.err()).isEqualTo(1);
    assertThat(verify.out()).contains("lock order inversion: Waiting.A -> Waiting.B");
    Run gone = jlockdep("attach", "--agent", Dist.AGENT.toString(), Long.toString(process.pid()));
    assertThat(gone.exit()).isEqualTo(2);
    assertThat(gone.err().lines()).hasSize(1);
  }

  @Test
  void aProgramThatIsNoJvmIsLeftAlone() throws Exception {
    Process process = start(List.of("sleep", "60"));
    try {
      Run run = jlockdep("attach", "--agent", Dist.AGENT.toString(), Long.toString(process.pid()));
      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.err()).contains("is not a JVM");
      assertThat(run.err().lines()).hasSize(1);
      assertThat(process.isAlive()).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void theJfrToolReadsMergedRecordings() throws Exception {
    for (String program : List.of("Reentrant", "MonitorInversion")) {
      Run run =
          Run.of(
              dir,
              Dist.underAgent(JDK, "out=" + program + ".jfr", "-cp", classes.toString(), program));
      assertThat(run.exit()).as(run.err()).isZero();
    }
    Run merge = jlockdep("merge", "all.jfr", "Reentrant.jfr", "MonitorInversion.jfr");
    assertThat(merge.exit()).as(merge.err()).isZero();
    Run jfr =
        Run.of(
            dir,
            List.of(
                JDK.home().resolve("bin/jfr").toString(),
                "print",
                "--events",
                "jlockdep.Recording",
                "all.jfr"));
    assertThat(jfr.out()).contains("Reentrant").contains("MonitorInversion");
    assertThat(jlockdep("verify", "all.jfr").out())
        .contains("recording 2: ")
        .contains("seen 2 times");
  }

  @Test
  void aSpecFileIsCheckedByTheAgentToo() throws Exception {
    Path spec = dir.resolve("locks.yaml");
    Files.writeString(spec, "version: 1\nlocks:\n  - {name: a, field: nowhere}\n");
    Run run = jlockdep("spec", "check", "--agent", Dist.AGENT.toString(), "locks.yaml");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("locks.yaml:3:").contains("field must be CLASS.FIELD");
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void aBaselineOutlivesARefactoring() throws Exception {
    Path baseline = dir.resolve("baseline.yaml");
    record("before.jfr", classes);
    assertThat(verify(baseline, "--update-baseline", "before.jfr").exit()).isZero();
    String source =
        Files.readString(Dist.ROOT.resolve("docs/src/test/programs/fail/MonitorInversion.java"));
    String refactored =
        source
            .replace("static void forwards() {", "\n\n  static void ahead() {")
            .replace("::forwards", "::ahead")
            .replace("new Thread(body)", "new Thread(body, \"renamed\")")
            .replace(
                "synchronized (A) {",
                "synchronized (MonitorInversion.class) { }\n      synchronized (A) {");
    assertThat(refactored).isNotEqualTo(source).contains("\"renamed\"");
    Path changed = Files.createDirectories(dir.resolve("changed"));
    Path file = Files.writeString(changed.resolve("MonitorInversion.java"), refactored);
    Run javac = Run.of(dir, List.of(JDK.javac() + "", "-d", changed.toString(), file.toString()));
    assertThat(javac.exit()).as(javac.err()).isZero();
    record("after.jfr", changed);
    Run after = verify(baseline, "after.jfr");
    assertThat(after.exit()).as(after.out() + after.err()).isZero();
    assertThat(after.out()).contains("1 known, 0 suppressed, 0 stale");
  }

  private void record(String recording, Path from) throws IOException, InterruptedException {
    Run run =
        Run.of(
            dir,
            Dist.underAgent(JDK, "out=" + recording, "-cp", from.toString(), "MonitorInversion"));
    assertThat(run.exit()).as(run.err()).isZero();
  }

  private Run verify(Path baseline, String... args) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("verify", "--baseline", baseline.toString()));
    all.addAll(List.of(args));
    return jlockdep(all.toArray(String[]::new));
  }

  @Test
  void theDistributionFindsItsAgent() throws Exception {
    Path archive;
    try (Stream<Path> files = Files.list(Dist.ROOT.resolve("docs/target"))) {
      archive = files.filter(file -> file.toString().endsWith(".tar.gz")).findFirst().orElseThrow();
    }
    assertThat(Run.of(dir, List.of("tar", "-xzf", archive.toString())).exit()).isZero();
    Path home;
    try (Stream<Path> files = Files.list(dir)) {
      home =
          files
              .filter(file -> file.getFileName().toString().startsWith("jlockdep-"))
              .findFirst()
              .orElseThrow();
    }
    Path link = Files.createSymbolicLink(dir.resolve("jl"), home.resolve("bin/jlockdep"));
    Run run = Run.of(dir, List.of(link.toString(), "run", java, "-cp", classes + "", "Reentrant"));
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("command: Reentrant");
    assertThat(home.resolve("docs/report-format.md")).isRegularFile();
    Run completion = Run.of(dir, List.of(link.toString(), "generate-completion"));
    Files.writeString(dir.resolve("completion"), completion.out());
    Run bash = Run.of(dir, List.of("bash", "-c", "source completion && complete -p jlockdep"));
    assertThat(bash.exit()).as(bash.err()).isZero();
  }

  private Process start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(dir.toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return builder.redirectError(dir.resolve("stderr.txt").toFile()).start();
  }

  private static BufferedReader out(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }
}
