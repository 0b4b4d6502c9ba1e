package io.jlockdep.runtime.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recording is on disk however the JVM ends, and deadlocks are noticed. */
class LifeTest {
  @TempDir Path directory;

  @Test
  void aProgramThatEndsAtOnceHasARecording() throws Exception {
    WovenRun run = WovenRun.of(directory, "nothing");

    assertThat(run.exitCode).as(run.output).isZero();
    assertThat(run.events("Recording")).hasSize(1);
    assertThat(reasons(run)).contains("exit");
    assertThat(run.output).contains("0 classes woven, 0 skipped, 0 lock classes, recording");
  }

  /** JDK 17 keeps the numbers of strings that an earlier chunk has, if it is let. */
  @Test
  void noStringIsMissingAfterACheckpoint() throws Exception {
    WovenRun run = WovenRun.of(directory, "checkpoints");

    assertThat(run.exitCode).as(run.output).isZero();
    assertThat(reasons(run)).contains("checkpoint", "exit");
    for (String type : List.of("Acquisition", "Site", "LockClass", "Stack")) {
      assertThat(run.events(type)).isNotEmpty().noneMatch(LifeTest::lacksString);
    }
  }

  private static boolean lacksString(RecordedEvent event) {
    return event.getFields().stream()
        .filter(field -> field.getTypeName().equals("java.lang.String"))
        .anyMatch(field -> event.getValue(field.getName()) == null);
  }

  @Test
  void systemExitFromAThreadKeepsEverything() throws Exception {
    WovenRun run = WovenRun.of(directory, "exitInThread");

    assertThat(run.exitCode).isEqualTo(3);
    assertThat(run.witnesses()).hasSize(4);
    assertThat(reasons(run)).contains("exit");
  }

  @Test
  void locksTakenByTheApplicationsOwnShutdownHooksAreRecorded() throws Exception {
    WovenRun run = WovenRun.of(directory, "lateHook");

    assertThat(run.witnesses()).as(run.output).hasSize(4);
    assertThat(reasons(run)).contains("exit");
  }

  @Test
  void theUsersOwnRecordingIsRightToo() throws Exception {
    Path users = directory.resolve("users.jfr");
    WovenRun run =
        WovenRun.of(
            directory,
            "lateHook",
            "-XX:StartFlightRecording=filename=" + users + ",dumponexit=true");

    assertThat(run.witnesses()).as(run.output).hasSize(4);
    assertThat(RecordingFile.readAllEvents(users))
        .extracting(event -> event.getEventType().getName())
        .contains("jdk.JVMInformation");
  }

  @Test
  void sigtermWritesTheEndAndSigkillLeavesTheCheckpoint() throws Exception {
    Path recording = directory.resolve("forever.jfr");
    Process process = startForever(recording);
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(WovenRun.events(recording, "Coverage"))
        .extracting(event -> event.getString("reason"))
        .contains("exit");

    Files.delete(recording);
    process = startForever(recording);
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (acquisitions(recording) < 4 && System.nanoTime() < limit) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    process.destroyForcibly();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(WovenRun.events(recording, "Acquisition")).hasSize(4);
    assertThat(WovenRun.events(recording, "Coverage"))
        .extracting(event -> event.getString("reason"))
        .containsOnly("checkpoint");
  }

  /** In what is there by now: it is written beside the file, which is whole at every moment. */
  private static int acquisitions(Path recording) {
    return Files.exists(recording) ? WovenRun.events(recording, "Acquisition").size() : 0;
  }

  @Test
  void aDeadlockOfAMonitorAndALockIsRecordedAndEndsTheJvmIfWanted() throws Exception {
    WovenRun run = WovenRun.of(directory, "deadlock", "graph", List.of("halt"));

    assertThat(run.exitCode).as(run.output).isEqualTo(86);
    assertThat(run.output).contains("left waits for").contains("right waits for");
    RecordedEvent deadlock = run.events("Deadlock").get(0);
    assertThat(deadlock.getString("detector")).isEqualTo("held-locks");
    List<RecordedEvent> threads = run.events("DeadlockedThread");
    assertThat(threads).hasSize(2);
    assertThat(threads.get(0).getString("waitsFor"))
        .isEqualTo(Integer.toString(threads.get(1).getInt("thread")));
    assertThat(threads).allMatch(thread -> thread.getInt("stack") > 0);
    assertThat(threads).allMatch(thread -> !thread.getString("held").isEmpty());
    assertThat(reasons(run)).endsWith("deadlock");
  }

  @Test
  void aThreadThatWaitsForItselfIsADeadlockOfOne() throws Exception {
    WovenRun run = WovenRun.of(directory, "selfDeadlock", "graph", List.of("halt"));

    assertThat(run.exitCode).as(run.output).isEqualTo(86);
    List<RecordedEvent> threads = run.events("DeadlockedThread");
    assertThat(threads).hasSize(1);
    assertThat(threads.get(0).getString("waitsFor"))
        .isEqualTo(Integer.toString(threads.get(0).getInt("thread")));
    assertThat(run.output).contains("itself");
  }

  @Test
  void readersAndAWriterQueuedBetweenThemAreADeadlock() throws Exception {
    WovenRun run = WovenRun.of(directory, "queuedWriter", "graph", List.of("halt"));

    assertThat(run.exitCode).as(run.output).isEqualTo(86);
    assertThat(run.events("DeadlockedThread")).hasSize(3);
  }

  @Test
  void aThreadThatOnlyWaitsLongIsNoDeadlock() throws Exception {
    WovenRun run = WovenRun.of(directory, "slow", "graph", List.of("halt"));

    assertThat(run.exitCode).as(run.output).isZero();
    assertThat(run.events("Deadlock")).isEmpty();
  }

  @Test
  void anUnwritablePlaceIsSaidAtOnce() throws Exception {
    WovenRun run = WovenRun.of(directory.resolve("."), "nothing");
    assertThat(run.exitCode).isZero();

    Path nowhere = directory.resolve("no-such-directory").resolve("out.jfr");
    Process process = WovenRun.command(nowhere, "nothing", "graph").start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(output).contains("its directory does not exist");
  }

  private static Process startForever(Path recording) throws IOException {
    Process process = WovenRun.command(recording, "forever", "graph").start();
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    assertThat(reader.readLine()).isEqualTo("ready");
    return process;
  }

  private static List<String> reasons(WovenRun run) {
    return run.events("Coverage").stream()
        .sorted(Comparator.comparingLong(event -> event.getLong("seq")))
        .map(event -> event.getString("reason"))
        .toList();
  }
}
