package io.jlockdep.samplefs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The historic era hangs for real, and where it is said to. */
class HangIT {
  private static final String SYNC = "FileSync.syncFile";
  private static final List<String> UNDER_THE_WRITE =
      List.of(
          "Iomap.genericWriteSync", "Iomap.iomapDioComplete", "Iomap.iomapDioRw", "DirectIo.write");

  @TempDir Path directory;

  @Test
  void anExtendingWriteWaitsForItsOwnInodeLock() throws Exception {
    assertHangs("dsync-extend", "writer", true);
  }

  @Test
  void anOverwriteWaitsForTheWriteSideOfItsOwnDioSem() throws Exception {
    assertHangs("dsync-overwrite", "writer", false);
  }

  private void assertHangs(String scenario, String thread, boolean inInodeLock) throws Exception {
    try (ChildJvm child = start("scenario", scenario, "--era", "E2020_IOMAP", "--image", image())) {
      child.awaitWhileRunning(
          () -> isStuck(child.threadDump(), thread, inInodeLock), thread + " in its own sync");
      assertThat(child.isAlive()).isTrue();
      assertThat(child.output()).endsWith("begins\n");
    }
    assertClean();
  }

  @Test
  void bothHangsHappenInOneRunOnDifferentThreads() throws Exception {
    try (ChildJvm child =
        start("run", "--era", "E2020_IOMAP", "--workload", "dsync", "--image", image())) {
      child.awaitWhileRunning(
          () -> {
            String dump = child.threadDump();
            return isStuck(dump, "dsync-0", true)
                && isStuck(dump, "dsync-1", false)
                && isStuck(dump, "dsync-2", true)
                && isStuck(dump, "dsync-3", false);
          },
          "four threads in their own syncs");
    }
    assertClean();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dsync-extend", "dsync-overwrite"})
  void withATimeoutTheHangIsReported(String scenario) throws Exception {
    try (ChildJvm child =
        start("scenario", scenario, "--era", "E2020_IOMAP", "--image", image(), "--timeout", "1")) {
      assertThat(child.awaitExit()).isEqualTo(3);
      assertThat(child.output())
          .contains("sample-fs: " + scenario + " hangs after 1 s: writer is in ");
    }
    assertClean();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dsync-extend", "dsync-overwrite"})
  void theFixedEraDoesNotHang(String scenario) throws Exception {
    try (ChildJvm child = start("scenario", scenario, "--era", "FIXED", "--image", image())) {
      assertThat(child.awaitExit()).isZero();
      assertThat(child.output()).contains("DIRECT|DSYNC: returned 4096");
    }
    assertClean();
  }

  /**
   * Whether the thread is in a sync under its own direct write, in the inode lock or else in
   * dio_sem.
   */
  private static boolean isStuck(String dump, String thread, boolean inInodeLock) {
    String stack =
        Arrays.stream(dump.split("\n\n"))
            .filter(part -> part.startsWith("\"" + thread + "\""))
            .findFirst()
            .orElse("");
    return stack.contains("RwSemaphore.downWrite")
        && stack.contains(SYNC)
        && UNDER_THE_WRITE.stream().allMatch(stack::contains)
        && stack.contains("Inode.inodeLock") == inInodeLock;
  }

  private void assertClean() throws Exception {
    try (ChildJvm fsck = start("fsck", "--image", image())) {
      assertThat(fsck.awaitExit()).as(fsck.output()).isZero();
    }
  }

  private ChildJvm start(String... arguments) throws Exception {
    return ChildJvm.start(directory.resolve("output"), arguments);
  }

  private String image() {
    return directory.resolve("image").toString();
  }
}
