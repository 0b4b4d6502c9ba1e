package io.jlockdep.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.agent.Corpus.Program;
import io.jlockdep.agent.JavaProcess.Result;
import io.jlockdep.corpus.Expect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Runs every program of the corpus under the packaged agent, each in a JVM of its own, on every JDK
 * that is found, and compares its output with that of a run without the agent and its recording
 * with what the program itself expects. The environment variable {@code JLOCKDEP_CORPUS} picks the
 * programs whose names it matches (a regular expression), {@code JLOCKDEP_CORPUS_OPTIONS} gives all
 * of them options of the agent.
 */
@Execution(ExecutionMode.CONCURRENT)
class CorpusIT {
  /** Milliseconds; the watchdog makes up its mind after some 2,500. */
  private static final int LATE = 4_000;

  private static final Pattern ONLY =
      Pattern.compile(System.getenv().getOrDefault("JLOCKDEP_CORPUS", ""));

  private static final String ALSO = System.getenv().getOrDefault("JLOCKDEP_CORPUS_OPTIONS", "");

  @TempDir static Path folder;

  private final Map<String, Result> withoutAgent = new ConcurrentHashMap<>();

  @TestFactory
  Stream<DynamicTest> programs() throws IOException {
    Corpus corpus = new Corpus(folder.resolve("classes"));
    System.out.println("corpus on " + Jdk.all());
    List<DynamicTest> tests = new ArrayList<>();
    for (Jdk jdk : Jdk.all()) {
      for (Program program : Corpus.programs()) {
        if (!ONLY.matcher(program.type().getSimpleName()).find()) {
          continue;
        }
        List<Integer> releases = new ArrayList<>();
        releases.add(jdk.feature());
        if (jdk.equals(Jdk.running())) {
          for (int release : program.expect().alsoReleases()) {
            releases.add(release);
          }
        }
        for (int release : releases) {
          tests.add(
              DynamicTest.dynamicTest(
                  program.type().getSimpleName() + " for " + release + " on " + jdk.feature(),
                  () -> check(program, jdk, corpus.compiledFor(release, jdk))));
        }
      }
    }
    return tests.stream();
  }

  private void check(Program program, Jdk jdk, Path classes) throws Exception {
    Expect expect = program.expect();
    Path directory = Files.createTempDirectory(folder, program.type().getSimpleName());
    Path recording = directory.resolve("out.jfr");
    Result result = runWithAgent(program, jdk, classes, directory, recording);

    assertThat(result.exit()).as("exit code: " + result).isEqualTo(expect.exit());
    assertThat(result.err()).doesNotContain("self-check failed", "could not be installed");
    if (expect.deadlock() == 0) {
      Result plain = plainRun(program, jdk, classes);
      assertThat(result.out()).isEqualTo(plain.out());
      assertThat(withoutOurLines(result.err())).isEqualTo(plain.err());
    }

    RecordedFacts facts = RecordedFacts.read(recording);
    Set<String> expected = new TreeSet<>(List.of(expect.edges()));
    Set<String> edges = facts.edges(program.packagePrefix());
    // What the JDK locks inside a call is its own affair, and differs from one to the next.
    edges.removeIf(edge -> RecordedFacts.isOnJdk(edge) && !expected.contains(edge));
    assertThat(edges).isEqualTo(expected);
    assertThat(facts.deadlocks())
        .isEqualTo(expect.deadlock() == 0 ? List.of() : List.of((long) expect.deadlock()));
    assertThat(facts.unknownClasses()).isEmpty();
    assertThat(facts.syncs()).isEqualTo(new TreeSet<>(List.of(expect.syncs())));
    assertThat(facts.writers(program.packagePrefix())).containsAll(List.of(expect.writers()));
    assertThat(facts.waits(program.packagePrefix())).containsAll(List.of(expect.waits()));
    assertThat(facts.signals(program.packagePrefix())).containsAll(List.of(expect.signals()));
    assertThat(facts.tasks(program.packagePrefix())).containsAll(List.of(expect.tasks()));
    assertThat(facts.dirty()).containsAll(List.of(expect.dirty()));
    checkContention(program, new RecordedContention(facts));
    assertThat(facts.blocking()).containsAll(List.of(expect.blocking()));
    assertThat(facts.startedAndJoined()).containsAll(List.of(expect.starts()));
    assertThat(facts.allText()).doesNotContain("SelfCheckProbe");
    assertThat(facts.failedChecks()).isEmpty();
    assertThat(facts.of("SelfCheck")).isNotEmpty();
    assertThat(facts.of("Recording").get(0).getInt("formatVersion")).isEqualTo(1);
    assertThat(facts.ending()).isEqualTo(expect.deadlock() == 0 ? "exit" : "deadlock");
    checkSkipped(program, facts);
  }

  private static void checkContention(Program program, RecordedContention contention) {
    Expect expect = program.expect();
    if (expect.contention().length > 0) {
      assertThat(contention.blame(program.packagePrefix()))
          .isEqualTo(new TreeSet<>(List.of(expect.contention())));
    }
    assertThat(contention.uncontended(program.packagePrefix()))
        .containsAll(List.of(expect.uncontended()));
    if (!(expect.options() + ALSO).contains("contention=on")) {
      assertThat(contention.isMeasured()).isFalse();
    }
    assertThat(contention.contradictions()).isEmpty();
  }

  private static void checkSkipped(Program program, RecordedFacts facts) {
    String[] expected = program.expect().skipped();
    List<String> skipped = facts.skipped();
    assertThat(skipped).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(skipped.get(i)).startsWith(program.packagePrefix() + expected[i]);
    }
  }

  private static Result runWithAgent(
      Program program, Jdk jdk, Path classes, Path directory, Path recording) throws Exception {
    Expect expect = program.expect();
    StringBuilder options = new StringBuilder("out=" + recording);
    if (expect.spec().length > 0) {
      Path spec = directory.resolve("spec.yaml");
      Files.writeString(spec, String.join("\n", expect.spec()) + "\n");
      options.append(",spec=").append(spec);
    }
    if (!expect.options().isEmpty()) {
      options.append(',').append(expect.options());
    }
    if (!ALSO.isEmpty() && !expect.options().contains(ALSO)) {
      options.append(',').append(ALSO);
    }
    JavaProcess process =
        new JavaProcess(jdk, directory)
            .with("-javaagent:" + JavaProcess.agentJar() + "=" + options)
            .with("-Xverify:all", "-Djava.io.tmpdir=" + directory)
            .with("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC") // programs this short end sooner
            .with(expect.jvm())
            .with("-cp", classes.toString(), program.type().getName());
    switch (expect.signal()) {
      case "term" -> process.onOut((running, line) -> running.toHandle().destroy());
      case "late-term" ->
          process.onOut(
              (running, line) -> {
                pause(); // what the agent would do meanwhile is what is asked
                running.toHandle().destroy();
              });
      case "kill" ->
          process.onErr(
              (running, line) -> {
                if (line.startsWith("jlockdep: deadlock")) {
                  waitForDeadlockOnDisk(recording);
                  running.toHandle().destroyForcibly();
                }
              });
      default -> {}
    }
    return process.run();
  }

  /** The recording takes its place by a rename, so it is always whole. */
  private static void waitForDeadlockOnDisk(Path recording) {
    try (WatchService watch = recording.getFileSystem().newWatchService()) {
      recording.getParent().register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      while (!Files.exists(recording) || RecordedFacts.read(recording).deadlocks().isEmpty()) {
        WatchKey key = watch.poll(20, TimeUnit.SECONDS);
        assertThat(key).as("no recording of the deadlock after 20 s").isNotNull();
        key.pollEvents();
        key.reset();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The program's own output; the same whatever it is compiled for. */
  private Result plainRun(Program program, Jdk jdk, Path classes) throws Exception {
    String key = program.type().getName() + " on " + jdk.feature();
    Result known = withoutAgent.get(key);
    if (known == null) {
      Path directory = Files.createTempDirectory(folder, "plain");
      JavaProcess process =
          new JavaProcess(jdk, directory)
              .with("-Djava.io.tmpdir=" + directory)
              .with(program.expect().jvm())
              .with("-cp", classes.toString(), program.type().getName());
      if (program.expect().signal().endsWith("term")) {
        process.onOut((running, line) -> running.toHandle().destroy());
      }
      known = process.run();
      withoutAgent.put(key, known);
    }
    return known;
  }

  private static void pause() {
    try {
      Thread.sleep(LATE);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String withoutOurLines(String err) {
    StringBuilder rest = new StringBuilder();
    err.lines()
        .filter(line -> !line.startsWith("jlockdep: "))
        // The JVM's, under any agent, when the stack overflows while a class is being loaded.
        .filter(line -> !line.contains("java.lang.instrument ASSERTION FAILED"))
        .forEach(line -> rest.append(line).append('\n'));
    return rest.toString();
  }
}
