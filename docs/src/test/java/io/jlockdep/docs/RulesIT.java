package io.jlockdep.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What the verifier makes of recordings of the agent, where one program and its verdict say too
 * little.
 */
class RulesIT {
  private static final Path PROGRAMS = Dist.ROOT.resolve("docs/src/test/programs/rules");

  @TempDir Path dir;

  @Test
  void aSyncUnderALockIsBlamedForThoseWhoWaitedForIt() throws Exception {
    Path recording = record("SyncWithWaiters");
    JsonNode sync =
        verify(recording).findings().stream()
            .filter(finding -> finding.get("category").asString().equals("sync-under-lock"))
            .findFirst()
            .orElseThrow();
    JsonNode blame = sync.get("blame");
    assertThat(blame.get("calls").asLong()).as(blame.toString()).isEqualTo(1);
    assertThat(blame.get("mostThreads").asInt()).isEqualTo(2);
    long nanos = sync.get("sync").get("totalNanos").asLong();
    assertThat(blame.get("atLeastNanos").asLong()).isEqualTo(2 * nanos);
    assertThat(blame.get("atMostNanos").asLong()).isEqualTo(2 * nanos);
  }

  @Test
  void ofThreeRunsOnlyAllTogetherCloseACycle() throws Exception {
    Map<String, Path> runs = new TreeMap<>();
    for (String run : List.of("transfer", "close", "inspect")) {
      runs.put(run, record("OneOfThree", run));
    }
    for (String left : runs.keySet()) {
      List<Path> two = new ArrayList<>(runs.values());
      two.remove(runs.get(left));
      assertThat(verify(two.toArray(Path[]::new)).findings()).as("without " + left).isEmpty();
    }
    assertThat(verify(runs.values().toArray(Path[]::new)).loudCanonical())
        .containsExactly(
            "lock-order warning class | OneOfThree.accounts OneOfThree.audit OneOfThree.ledger");
  }

  private Path record(String program, String... arguments) throws Exception {
    Jdk jdk = Jdk.all().get(0);
    Run compiled =
        Run.of(
            dir,
            List.of(
                jdk.javac().toString(),
                "-nowarn",
                "-d",
                dir.toString(),
                PROGRAMS.resolve(program + ".java").toString()));
    assertThat(compiled.exit()).as(compiled.err()).isZero();
    Path recording = dir.resolve(program + String.join("", arguments) + ".jfr");
    List<String> command = new ArrayList<>(List.of("-cp", dir.toString(), program));
    command.addAll(List.of(arguments));
    Run run = Run.of(dir, Dist.underAgent(jdk, "out=" + recording, command.toArray(String[]::new)));
    assertThat(run.exit()).as(run.err()).isZero();
    return recording;
  }

  private Report verify(Path... recordings) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("verify", "--format", "json"));
    for (Path recording : recordings) {
      arguments.add(recording.toString());
    }
    Run run = Run.of(dir, Dist.verifier(Jdk.all().get(0), arguments.toArray(String[]::new)));
    assertThat(run.exit()).as(run.err()).isLessThan(2);
    return Report.parse(run.out());
  }
}
