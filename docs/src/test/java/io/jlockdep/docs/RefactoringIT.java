package io.jlockdep.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A baseline of the reference filesystem outlives a commit that only tidies up: every line of the
 * changed files moves, methods are extracted around the acquisitions (other frames in the stacks),
 * a method and the threads get other names, and new code takes two locks that nothing else takes.
 * What the next commit breaks is reported, and nothing else.
 */
class RefactoringIT {
  private static final Jdk JDK = Jdk.all().get(0);
  private static final Path SOURCES = Dist.ROOT.resolve("sample-fs/src/main/java");
  private static final String PACKAGES = "io/jlockdep/samplefs/";

  /** Of the history; the last one hangs, and the agent ends the JVM. */
  private static final List<String> BROKEN =
      List.of("size-changes", "lock-kept", "fallback-gap", "shared-skip-flag", "dsync-extend");

  /** One change: in a file, this text becomes that. */
  private record Change(String file, String from, String to) {}

  private static final List<Change> COMMIT =
      List.of(
          // The lock is taken by a method of its own, and this by one more.
          new Change(
              "vfs/Inode",
              "  void inodeLock() {\n    rwsem.downWrite();\n  }",
              """
                void inodeLock() {
                  inodeLockExclusive();
                }

                private void inodeLockExclusive() {
                  rwsem.downWrite();
                }"""),
          // Collecting gets another name; the sync's own part becomes a method.
          new Change("vfs/FileSync", "collectLocked", "gatherLocked"),
          new Change(
              "vfs/FileSync",
              "    inode.inodeLock();\n    Commits.Ticket ticket;",
              "    lockToGather(inode);\n    Commits.Ticket ticket;"),
          new Change(
              "vfs/FileSync",
              "  private Commits.Ticket stageLocked(",
              """
                private static void lockToGather(Inode inode) {
                  inode.inodeLock();
                }

                private Commits.Ticket stageLocked("""),
          new Change(
              "io/Iomap",
              "result = genericWriteSync(dio.iocb(), dio.ops(), result);",
              "result = madeDurable(dio, result);"),
          new Change(
              "io/Iomap",
              "  private void runBio(",
              """
                private long madeDurable(IomapDio dio, long result) throws IOException {
                  return genericWriteSync(dio.iocb(), dio.ops(), result);
                }

                private void runBio("""),
          new Change("io/IoWorkers", "name + \"-\"", "\"renamed-\" + name + \"-\""),
          new Change("scenario/ScenarioRun", "\"writer\"", "\"the-writer\""),
          // Two locks that nothing else takes, under whatever the caller holds.
          new Change(
              "vfs/FileOperations",
              "    if (!from.hasRemaining()) {",
              """
                  synchronized (STATISTICS) {
                    synchronized (WRITES) {
                      WRITES.incrementAndGet();
                    }
                  }
                  if (!from.hasRemaining()) {"""),
          new Change(
              "vfs/FileOperations",
              "  /**\n   * Writes the remaining bytes.",
              """
                private static final Object STATISTICS = new Object();
                private static final java.util.concurrent.atomic.AtomicLong WRITES =
                    new java.util.concurrent.atomic.AtomicLong();

                /**
                 * Writes the remaining bytes."""));

  @TempDir Path dir;

  @Test
  void theBaselineOfTheSampleOutlivesACommitThatTidiesUp() throws Exception {
    play("before.jfr", Dist.SAMPLE_FS.toString(), 86, BROKEN);
    Run first = verify("--update-baseline", "before.jfr");
    assertThat(first.exit()).as(first.out() + first.err()).isZero();
    Set<String> stacks = frames();

    String refactored = refactored() + File.pathSeparator + Dist.SAMPLE_FS;
    play("after.jfr", refactored, 86, BROKEN);
    Run after = verify("after.jfr");
    assertThat(after.exit()).as(after.out() + after.err()).isZero();
    assertThat(after.out()).startsWith("jlockdep: 0 errors, 0 warnings,");
    Matcher known = Pattern.compile("(\\d+) known, 0 suppressed").matcher(after.out());
    assertThat(known.find()).as(after.out()).isTrue();
    assertThat(Integer.parseInt(known.group(1))).isGreaterThanOrEqualTo(BROKEN.size());
    assertThat(loudStale()).as("nothing loud is stale: " + after.out()).isEmpty();

    Set<String> other = frames();
    assertThat(other).anyMatch(line -> line.contains("inodeLockExclusive"));
    stacks.retainAll(other);
    assertThat(stacks)
        .as("frames of the changed files at their old lines")
        .noneMatch(line -> line.matches(".*\\((Inode|FileSync|Iomap)\\.java:\\d+\\)"));

    play("broken.jfr", refactored, 0, List.of("lost-sync"));
    Run broken = verify("broken.jfr");
    assertThat(broken.exit()).as(broken.out()).isEqualTo(1);
    assertThat(broken.out())
        .startsWith("jlockdep: 2 errors, 0 warnings,")
        .contains("acknowledged: not as row-17-durable-when-acknowledged requires")
        .contains("required by row-05-dsync-restored")
        .contains("0 known");
  }

  private void play(String recording, String classPath, int exit, List<String> scenarios)
      throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                "io.jlockdep.samplefs.SampleFs",
                "scenario"));
    arguments.addAll(scenarios);
    Run run =
        Run.of(
            dir,
            Dist.underAgent(
                JDK,
                "out="
                    + recording
                    + ",spec="
                    + Dist.ROOT.resolve("sample-fs/src/main/spec/sample-fs.yaml")
                    + ",on-deadlock=halt",
                arguments.toArray(String[]::new)));
    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(exit);
  }

  private Run verify(String... args) throws Exception {
    List<String> all =
        new ArrayList<>(List.of("verify", "--baseline", "baseline.yaml", "--list-known"));
    all.addAll(List.of("--report", "json=report.json"));
    all.addAll(List.of(args));
    return Run.of(dir, Dist.verifier(JDK, all.toArray(String[]::new)));
  }

  /** Of the findings that the baseline has and the last report lacks, those that are no notes. */
  private List<String> loudStale() throws IOException {
    String baseline = Files.readString(dir.resolve("baseline.yaml"));
    List<String> loud = new ArrayList<>();
    Report.parse(Files.readString(dir.resolve("report.json")))
        .root()
        .get("baseline")
        .get("stale")
        .forEach(
            each -> {
              String entry = baseline.split(each.get("fingerprint").asString(), 2)[1];
              if (!entry.lines().limit(3).anyMatch(line -> line.contains("severity: \"note\""))) {
                loud.add(entry);
              }
            });
    return loud;
  }

  /** Every frame of every finding in the last report. */
  private Set<String> frames() throws IOException {
    Set<String> frames = new LinkedHashSet<>();
    Pattern.compile("\"(io\\.jlockdep\\.samplefs\\.[^\"]+\\([^\"]+\\))\"")
        .matcher(Files.readString(dir.resolve("report.json")))
        .results()
        .forEach(each -> frames.add(each.group(1)));
    assertThat(frames).isNotEmpty();
    return frames;
  }

  /** The classes of the changed files, with all their lines moved. */
  private Path refactored() throws Exception {
    Path sources = dir.resolve("sources");
    Set<String> files = new LinkedHashSet<>();
    for (Change change : COMMIT) {
      Path file = sources.resolve(PACKAGES + change.file() + ".java");
      if (files.add(file.toString())) {
        Files.createDirectories(file.getParent());
        String text = Files.readString(SOURCES.resolve(PACKAGES + change.file() + ".java"));
        Files.writeString(file, "// Moved down.\n".repeat(100) + text);
      }
      String text = Files.readString(file);
      assertThat(text).as("no longer there: " + change).contains(change.from());
      Files.writeString(file, text.replace(change.from(), change.to()));
    }
    Path classes = dir.resolve("classes");
    String jspecify =
        Path.of(Nullable.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    List<String> command =
        new ArrayList<>(
            List.of(
                JDK.javac().toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-cp",
                Dist.SAMPLE_FS + File.pathSeparator + jspecify,
                "-d",
                classes.toString()));
    command.addAll(files);
    Run javac = Run.of(dir, command);
    assertThat(javac.exit()).as(javac.err()).isZero();
    return classes;
  }
}
