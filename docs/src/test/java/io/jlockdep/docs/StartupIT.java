package io.jlockdep.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A program that ends soon has its recording written without JFR, one that runs on with it; nobody
 * who reads the recording need know.
 */
class StartupIT {
  /** Differ from run to run. */
  private static final Set<String> VARYING =
      Set.of(
          "startTime",
          "eventThread",
          "seq",
          "time",
          "pid",
          "startMillis",
          "command",
          "path",
          "durationNanos",
          "javaThreadId");

  @TempDir Path dir;

  @Test
  void bothWaysSayTheSameOfOneProgram() throws Exception {
    for (Jdk jdk : Jdk.all()) {
      Path soon = dir.resolve("soon-" + jdk.feature() + ".jfr");
      Path later = dir.resolve("later-" + jdk.feature() + ".jfr");
      String alike = ",exclude=java:sun"; // woven in the background, when there is time for it
      assertThat(start(jdk, soon + alike, "return").exit()).isZero();
      assertThat(start(jdk, later + alike, "return", later.toString()).exit()).isZero();

      assertThat(types(soon)).doesNotContain("jdk.JVMInformation");
      assertThat(types(later)).contains("jdk.JVMInformation");
      List<String> facts = facts(soon);
      assertThat(facts).anyMatch(fact -> fact.startsWith("jlockdep.Sync "));
      assertThat(facts).anyMatch(fact -> fact.contains("name=other \u03c9"));
      assertThat(facts).containsExactlyElementsOf(facts(later));
      for (Jdk reader : Jdk.all()) {
        Run verdict = Run.of(dir, Dist.verifier(reader, "verify", soon.toString()));
        assertThat(verdict.exit()).as(verdict.out() + verdict.err()).isEqualTo(1);
        assertThat(verdict.out()).contains("Ending.monitor").contains("Ending.lock");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"return, 0", "exit, 3", "halt, 4", "throw, 1"})
  void aProgramMayEndAsItLikes(String how, int code) throws Exception {
    for (Jdk jdk : Jdk.all()) {
      Path recording = dir.resolve(how + jdk.feature() + ".jfr");
      Run run = start(jdk, recording.toString(), how);
      assertThat(run.exit()).as(run.err()).isEqualTo(code);
      assertThat(run.out()).isEqualTo("ending\n");
      assertThat(run.err().contains("jlockdep")).as(run.err()).isFalse();
      List<RecordedEvent> events = RecordingFile.readAllEvents(recording);
      assertThat(events)
          .anyMatch(
              event ->
                  event.getEventType().getName().equals("jlockdep.Coverage")
                      && event.getString("reason").equals("exit"));
      assertThat(events)
          .filteredOn(event -> event.getEventType().getName().equals("jlockdep.Acquisition"))
          .hasSizeGreaterThan(3);
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsSaidAndTheProgramIsNotDisturbed() throws Exception {
    Path gone = Files.createDirectory(dir.resolve("gone"));
    Path recording = gone.resolve("gone.jfr");
    Run run = start(Jdk.all().get(0), recording.toString(), "vanish", gone.toString());
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("ending\n");
    // Where the program has run for more than a second, a checkpoint and the end say it both.
    assertThat(run.err().lines().toList())
        .hasSizeBetween(1, 2)
        .allMatch(line -> line.startsWith("jlockdep: cannot write the recording " + recording));
  }

  @Test
  void twoProgramsThatAreGivenOneFileKeepBoth() throws Exception {
    Jdk jdk = Jdk.all().get(0);
    Path recording = dir.resolve("shared.jfr");
    Path go = dir.resolve("go");
    Path log = dir.resolve("first.log");
    Process first =
        new ProcessBuilder(command(jdk, recording.toString(), "return", go.toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      while (!Files.exists(recording)) {
        assertThat(first.isAlive()).as(Files.readString(log)).isTrue();
        TimeUnit.MILLISECONDS.sleep(20);
      }
      run(jdk, recording, "return"); // writes without JFR over what the first has written with it
      Files.createFile(go);
      assertThat(first.waitFor()).isZero();
    } finally {
      first.destroyForcibly();
    }
    assertThat(log).content().contains("jlockdep: another program wrote shared.jfr");
    Path aside = dir.resolve("shared-" + first.pid() + ".jfr");
    assertThat(types(recording)).contains("jlockdep.Acquisition");
    assertThat(types(aside)).contains("jlockdep.Acquisition", "jdk.JVMInformation");
  }

  private void run(Jdk jdk, Path recording, String... args) throws Exception {
    Run run = start(jdk, recording.toString(), args);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
  }

  private Run start(Jdk jdk, String out, String... args) throws Exception {
    return Run.of(dir, command(jdk, out, args));
  }

  private List<String> command(Jdk jdk, String out, String... args) throws Exception {
    List<String> command = Dist.underAgent(jdk, "out=" + out, "-cp", classes().toString());
    command.add("Ending");
    command.addAll(List.of(args));
    return command;
  }

  private Path classes() throws Exception {
    Path classes = dir.resolve("classes");
    if (!Files.exists(classes)) {
      Path source = Dist.ROOT.resolve("docs/src/test/programs/startup/Ending.java");
      String javac = Jdk.all().get(0).javac().toString();
      Run run =
          Run.of(
              dir, List.of(javac, "--release", "17", "-d", classes.toString(), source.toString()));
      assertThat(run.exit()).as(run.err()).isZero();
    }
    return classes;
  }

  private static Set<String> types(Path recording) throws IOException {
    Set<String> types = new TreeSet<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(recording)) {
      types.add(event.getEventType().getName());
    }
    return types;
  }

  /** All events of ours but the coverage, each with the fields that are the same in every run. */
  private static List<String> facts(Path recording) throws IOException {
    List<String> facts = new ArrayList<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(recording)) {
      String type = event.getEventType().getName();
      if (type.startsWith("jlockdep.") && !type.equals("jlockdep.Coverage")) {
        StringBuilder fact = new StringBuilder(type);
        for (ValueDescriptor field : event.getFields()) {
          fact.append(' ').append(field.getTypeName()).append(' ').append(field.getName());
          if (!VARYING.contains(field.getName())) {
            Object value = event.getValue(field.getName());
            fact.append('=').append(value);
          }
        }
        facts.add(fact.toString());
      }
    }
    facts.sort(null);
    return facts;
  }
}
