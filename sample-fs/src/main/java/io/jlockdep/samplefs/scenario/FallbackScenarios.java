package io.jlockdep.samplefs.scenario;

import static io.jlockdep.samplefs.block.BlockDevice.BLOCK;
import static io.jlockdep.samplefs.io.Kiocb.Flag.DIRECT;
import static io.jlockdep.samplefs.io.Kiocb.Flag.DSYNC;

import io.jlockdep.samplefs.history.History.Point;
import io.jlockdep.samplefs.io.Kiocb;
import io.jlockdep.samplefs.vfs.OpenFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Scenarios about direct writes that cannot be done directly and go through pages. */
final class FallbackScenarios {
  private FallbackScenarios() {}

  /** Row 2: a page that is in use cannot be dropped. */
  static void reservation(Stage stage) throws IOException {
    OpenFile file = stage.file("reserve", 1);
    stage.fileSystem().sync();
    int before = stage.fileSystem().availableBlocks();
    writeWithPageInUse(stage, file, DIRECT);
    stage.fileSystem().sync();
    int lost = before - stage.fileSystem().availableBlocks();
    stage.log("blocks reserved for nobody: " + Math.max(0, lost));
  }

  private static void writeWithPageInUse(Stage stage, OpenFile file, Kiocb.Flag... flags)
      throws IOException {
    file.withPageInUse(
        0,
        () -> {
          try {
            stage.write(file, 0, Stage.filled(1, 'w'), flags);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Row 12: the lock that the direct part has not given up. */
  static void relock(Stage stage) throws IOException {
    OpenFile file = stage.file("relock", 1);
    writeWithPageInUse(stage, file, DIRECT);
  }

  /** Row 15: the other write comes while the lock is free. */
  static void gap(Stage stage) throws Exception {
    OpenFile file = stage.file("fallback", 1);
    stage.hold(Point.FALLING_BACK, "writer-0");
    Thread writer = stage.actor("writer-0", () -> stage.write(file, 100, letters('w'), DIRECT));
    stage.awaitReached(Point.FALLING_BACK, writer);
    stage.write(file, 100, letters('x'));
    stage.release(Point.FALLING_BACK);
    stage.join();
    ByteBuffer one = ByteBuffer.allocate(1);
    file.read(100, one);
    stage.log("what counts is '" + (char) one.get(0) + "'");
  }

  private static ByteBuffer letters(char letter) {
    return ByteBuffer.wrap(String.valueOf(letter).repeat(50).getBytes(StandardCharsets.US_ASCII));
  }

  /** Row 20: the writer syncs under the lock that it holds, and another thread syncs too. */
  static void sharedSkipFlag(Stage stage) throws Exception {
    OpenFile file = stage.file("skip", 2);
    stage.hold(Point.LOCK_HELD_BY_CALLER, "writer-0");
    Thread writer =
        stage.actor("writer-0", () -> stage.write(file, BLOCK + 100, letters('w'), DIRECT, DSYNC));
    stage.awaitReached(Point.LOCK_HELD_BY_CALLER, writer);
    Thread syncer =
        stage.actor(
            "syncer-1",
            () -> {
              file.sync();
              stage.log("fsync: returned");
            });
    stage.awaitBlocked(syncer);
    stage.log("the writer goes on to its sync");
    stage.release(Point.LOCK_HELD_BY_CALLER);
    stage.join();
  }
}
