package io.jlockdep.runtime.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the hooks record of the scenarios of {@link Woven}. */
class WitnessTest {
  @TempDir Path directory;

  @Test
  void bothOrdersOfAnInversionAreRecordedWithTheStacksOfBothAcquisitions() throws Exception {
    WovenRun run = WovenRun.of(directory, "inversion");

    assertThat(run.witnesses())
        .as(run.output)
        .containsExactly(
            "-> a/e blocking", "a/x -> b/e blocking", "-> b/e blocking", "b/x -> a/e blocking");
    List<RecordedEvent> acquisitions = new ArrayList<>(run.events("Acquisition"));
    // A thread whose start was seen is followed closely: also what it takes first is recorded.
    acquisitions.removeIf(event -> event.getString("held").isEmpty());
    for (RecordedEvent event : acquisitions) {
      String[] held = event.getString("held").split(":");
      assertThat(held[6]).isEqualTo("1");
      assertThat(stack(run, event.getInt("stack"))).contains("Woven|lambda$inversion$");
      assertThat(stack(run, Integer.parseInt(held[5]))).contains("Woven|lambda$inversion$");
    }
    assertThat(run.events("ThreadStart")).hasSize(2);
    assertThat(run.events("ThreadJoin")).hasSize(2);
    int first = acquisitions.get(0).getInt("thread");
    assertThat(run.events("ThreadStart").get(0).getInt("child")).isEqualTo(first);
  }

  @Test
  void aKnownChainIsRecordedOnceAndReentrantUseNever() throws Exception {
    assertThat(WovenRun.of(directory, "known").witnesses()).containsExactly("a/x -> b/e blocking");
  }

  @Test
  void anUpgradeIsRecordedAndADowngradeIsNot() throws Exception {
    WovenRun run = WovenRun.of(directory, "upgrade");

    assertThat(run.witnesses()).containsExactly("-> rw/e blocking", "rw/s -> rw/e timed");
    RecordedEvent event = run.events("Acquisition").get(1);
    assertThat(event.getString("held")).startsWith(event.getInt("instance") + ":");
    assertThat(run.output).contains("upgraded false");
  }

  @Test
  void stampsAreFollowedThroughOtherThreadsConversionsAndViews() throws Exception {
    WovenRun run = WovenRun.of(directory, "stamps");

    assertThat(run.witnesses())
        .containsExactly(
            "stamped/s -> stamped/s blocking",
            "stamped/x -> inner/e blocking",
            "stamped/s -> inner/e blocking");
    assertThat(run.events("InstanceTrait")).hasSize(1);
    assertThat(run.events("LockInstance")).hasSize(2);
  }

  @Test
  void aSemaphoreThatOthersReleaseIsNoLock() throws Exception {
    WovenRun run = WovenRun.of(directory, "semaphores");

    assertThat(run.witnesses()).containsExactly("mutex/x -> inner/e blocking");
    assertThat(run.events("InstanceTrait")).hasSize(1);
  }

  @Test
  void waitingGivesTheLockUpAndTakesItAgainUnderTheOthers() throws Exception {
    WovenRun run = WovenRun.of(directory, "waits");

    assertThat(run.witnesses())
        .containsExactly(
            "lock/x -> monitor/e blocking",
            "lock/x -> monitor/e reacquire",
            "monitor/x -> lock/e reacquire");
  }

  @Test
  void declaredLocksAndOperationsAreRecordedAndTheirBodiesAreNot() throws Exception {
    WovenRun run = WovenRun.of(directory, "declared");

    assertThat(run.witnesses())
        .containsExactly(
            "-> inode_lock/e blocking",
            "inode_lock/x -> inner/e blocking in 1",
            "inode_lock/x -> inode_lock/e blocking in 1",
            "-> inner/e blocking in 1");
    RecordedEvent again = run.events("Acquisition").get(2);
    assertThat(again.getString("held")).startsWith(again.getInt("instance") + ":");
    assertThat(stack(run, again.getInt("stack"))).contains("Woven|declared|Woven.java");
    assertThat(stack(run, again.getInt("stack"))).doesNotContain("Latch");
    String[] held = again.getString("held").split(":");
    assertThat(held[6]).isEqualTo("1");
    assertThat(stack(run, Integer.parseInt(held[5]))).contains("Woven|declared|Woven.java");
  }

  @Test
  void syncsAreRecordedWithPathBytesAndWhatIsHeld() throws Exception {
    WovenRun run = WovenRun.of(directory, "syncs");

    List<RecordedEvent> syncs = run.events("Sync");
    assertThat(syncs)
        .extracting(event -> event.getString("kind") + " " + event.getLong("bytes"))
        .containsExactly(
            "dsync-write 10",
            "dsync-write 5",
            "force-metadata 0",
            "dsync-write 5",
            "fd-sync 0",
            "mapped-force 0");
    assertThat(syncs).allMatch(event -> event.getString("path").contains("woven"));
    assertThat(syncs).allMatch(event -> event.getString("held").contains(":x:b:"));
    assertThat(syncs).allMatch(event -> event.getLong("durationNanos") > 0);
  }

  @Test
  void shortThreadsDoNotFloodTheRecording() throws Exception {
    WovenRun run = WovenRun.of(directory, "manyThreads");

    assertThat(run.witnesses()).hasSizeBetween(8, 256);
  }

  @Test
  void levelTraceRecordsEveryOutermostAcquisitionAndRelease() throws Exception {
    WovenRun run = WovenRun.of(directory, "known", "trace", List.of());

    int records = 0;
    int[] kinds = new int[13];
    long last = 0;
    for (RecordedEvent block : run.events("Trace")) {
      TraceReader reader = new TraceReader(block);
      records += block.getInt("count");
      while (reader.next()) {
        kinds[reader.kind]++;
        assertThat(reader.sequence).isGreaterThan(last);
        last = reader.sequence;
      }
    }
    assertThat(records).isEqualTo(40_000);
    assertThat(kinds[0]).isEqualTo(20_000);
    assertThat(kinds[4]).isEqualTo(20_000);
    List<RecordedEvent> coverage = run.events("Coverage");
    RecordedEvent end = coverage.get(coverage.size() - 1);
    assertThat(end.getString("reason")).isEqualTo("exit");
    assertThat(end.getLong("eventsLost")).isZero();
    assertThat(end.getLong("acquisitions")).isEqualTo(20_000);
  }

  private static String stack(WovenRun run, int id) {
    for (RecordedEvent event : run.events("Stack")) {
      if (event.getInt("stack") == id) {
        return event.getString("frames");
      }
    }
    return "no stack " + id;
  }

  /** Decodes a block as docs/recording-format.md says. */
  private static final class TraceReader {
    private final String data;
    private int at;
    int kind;
    long sequence;

    TraceReader(RecordedEvent block) {
      data = block.getString("data");
      sequence = block.getLong("seq");
    }

    boolean next() {
      if (at >= data.length()) {
        return false;
      }
      kind = (int) number();
      sequence += number();
      number();
      number();
      number();
      return true;
    }

    private long number() {
      long value = 0;
      for (int shift = 0; ; shift += 6) {
        char c = data.charAt(at++);
        value |= (long) (c & 63) << shift;
        if (c < 64) {
          return value;
        }
      }
    }
  }
}
