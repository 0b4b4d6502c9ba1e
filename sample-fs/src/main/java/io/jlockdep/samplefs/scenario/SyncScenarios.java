package io.jlockdep.samplefs.scenario;

import static io.jlockdep.samplefs.block.BlockDevice.BLOCK;
import static io.jlockdep.samplefs.io.Kiocb.Flag.DIRECT;
import static io.jlockdep.samplefs.io.Kiocb.Flag.DSYNC;
import static io.jlockdep.samplefs.io.Kiocb.Flag.NOWAIT;

import io.jlockdep.samplefs.history.History.Point;
import io.jlockdep.samplefs.vfs.OpenFile;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Scenarios about who syncs, when, and under which locks. */
final class SyncScenarios {
  private SyncScenarios() {}

  /** Row 3: the inode lock is held, because the size changes, when the sync asks for it. */
  static void dsyncExtend(Stage stage) throws IOException {
    OpenFile file = stage.fileSystem().openEmpty("scenario-extend");
    stage.log("file '" + file.name() + "' is empty");
    stage.write(file, 0, Stage.filled(1, 'w'), DIRECT, DSYNC);
  }

  /**
   * Row 4: within EOF the inode lock was given up; the sync gets it, and then wants dio_sem for
   * write.
   */
  static void dsyncOverwrite(Stage stage) throws IOException {
    OpenFile file = stage.fileSystem().openEmpty("scenario-overwrite");
    stage.log("file '" + file.name() + "' is empty");
    stage.write(file, 0, Stage.filled(1, 'w'));
    stage.write(file, 0, Stage.filled(1, 'w'), DIRECT, DSYNC);
  }

  /** Row 5: a worker completes the first write; nothing completes the second, it goes to pages. */
  static void dsyncStub(Stage stage) throws Exception {
    OpenFile file = stage.file("stub", 2);
    var queued = stage.writeAsync(file, 0, Stage.filled(1, 'w'), DIRECT, DSYNC);
    stage.actor("worker", () -> stage.io().letGo(false)).join();
    queued.join();
    file.withPageInUse(
        1,
        () -> {
          try {
            stage.write(file, BLOCK, Stage.filled(1, 'p'), DIRECT, DSYNC);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Row 6: the writer is about to sync when ZERO_RANGE has the inode lock and waits. */
  static void zeroRangeWaits(Stage stage) throws Exception {
    OpenFile file = stage.file("zero", 2);
    stage.hold(Point.BEFORE_SYNC, "writer-0");
    Thread writer =
        stage.actor("writer-0", () -> stage.write(file, 0, Stage.filled(1, 'w'), DIRECT, DSYNC));
    stage.awaitReached(Point.BEFORE_SYNC, writer);
    Thread zeroer =
        stage.actor(
            "zeroer-1",
            () -> {
              stage.log("ZERO_RANGE: begins");
              file.fallocate(OpenFile.Allocate.ZERO_RANGE, BLOCK, BLOCK);
              stage.log("ZERO_RANGE: returned");
            });
    stage.awaitReached(Point.BEFORE_DIO_WAIT, zeroer);
    stage.awaitBlocked(zeroer);
    stage.log("ZERO_RANGE has the inode lock, the writer goes on to its sync");
    stage.release(Point.BEFORE_SYNC);
    stage.join();
  }

  /** Row 7: no direct IO is under way any more, but its sync has not begun. */
  static void quiesce(Stage stage) throws Exception {
    OpenFile file = stage.file("quiesce", 2);
    stage.hold(Point.BEFORE_SYNC, "writer-0");
    Thread writer =
        stage.actor("writer-0", () -> stage.write(file, 0, Stage.filled(1, 'w'), DIRECT, DSYNC));
    stage.awaitReached(Point.BEFORE_SYNC, writer);
    file.quiesce();
    stage.log("quiesce: returned; what ended is taken to be on stable storage");
    stage.release(Point.BEFORE_SYNC);
    stage.join();
  }

  /** Row 17: the submitter has no result yet, and so does not sync; the worker has no flag. */
  static void lostSync(Stage stage) throws Exception {
    OpenFile file = stage.file("lost", 1);
    var queued = stage.writeAsync(file, 0, Stage.filled(1, 'w'), DIRECT, DSYNC, NOWAIT);
    stage.actor("worker", () -> stage.io().letGo(false)).join();
    queued.join();
  }

  /** Row 21: the data is durable by FUA; that the block is written, is not. */
  static void preallocDsync(Stage stage) throws IOException {
    OpenFile file = stage.file("prealloc", 0);
    file.fallocate(OpenFile.Allocate.ALLOCATE, 0, 4 * BLOCK);
    file.sync();
    stage.log("4 blocks are preallocated, synced");
    stage.write(file, BLOCK, Stage.filled(1, 'w'), DIRECT, DSYNC);
  }

  /** Row 22: the sync comes while the writer's mapping is published. */
  static void syncInTheGap(Stage stage) throws Exception {
    OpenFile file = stage.file("gap", 2);
    stage.hold(Point.MAP_PUBLISHED, "writer-0");
    Thread writer =
        stage.actor("writer-0", () -> stage.write(file, 0, Stage.filled(1, 'w'), DIRECT));
    stage.awaitReached(Point.MAP_PUBLISHED, writer);
    Thread syncer =
        stage.actor(
            "syncer-1",
            () -> {
              file.sync();
              stage.log("fsync: returned");
            });
    stage.awaitBlocked(syncer);
    stage.log("the writer goes on");
    stage.release(Point.MAP_PUBLISHED);
    stage.join();
  }
}
