package io.jlockdep.samplefs.scenario;

import static io.jlockdep.samplefs.block.BlockDevice.BLOCK;
import static io.jlockdep.samplefs.io.Kiocb.Flag.DIRECT;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.history.History.Point;
import io.jlockdep.samplefs.io.Errno;
import io.jlockdep.samplefs.io.IovIter;
import io.jlockdep.samplefs.io.Kiocb;
import io.jlockdep.samplefs.vfs.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

/** Scenarios about direct reads. */
final class ReadScenarios {
  private ReadScenarios() {}

  /** Row 1: four blocks are asked for, one is there. */
  static void aioReadPastEof(Stage stage) throws Exception {
    OpenFile file = stage.file("aio", 1);
    var result = file.readAsync(0, AlignedBuffers.allocate(4 * BLOCK), DIRECT);
    stage.log("asynchronous read of 4 blocks: " + (result.isDone() ? "done" : "queued"));
    stage.actor("worker", () -> stage.io().letGo(false)).join();
    stage.log("completed with " + Errno.name(result.join()));
    boolean locked = file.isRangeLocked(BLOCK, 4 * BLOCK);
    stage.log(
        locked
            ? "the range behind EOF is still locked: its next user hangs"
            : "no range is locked");
  }

  /** Row 14. */
  static void duplicateSegments(Stage stage) throws IOException {
    OpenFile file = stage.file("duplicate", 2);
    ByteBuffer memory = AlignedBuffers.allocate(BLOCK);
    IovIter.Segment segment = new IovIter.Segment(memory, 0, BLOCK);
    long result = file.read(Kiocb.sync(0, Set.of(DIRECT)), IovIter.of(segment, segment));
    stage.log("direct read of two blocks into one: returned " + Errno.name(result));
  }

  /** Row 16: one read is under way, the truncate waits for it, and the next read comes. */
  static void readsAgainstTruncate(Stage stage) throws Exception {
    OpenFile file = stage.file("readers", 4);
    var first = file.readAsync(0, AlignedBuffers.allocate(BLOCK), DIRECT);
    stage.log("a direct read is under way");
    Thread truncater =
        stage.actor(
            "truncater",
            () -> {
              file.truncate(BLOCK);
              stage.log("truncate: returned");
            });
    stage.awaitReached(Point.BEFORE_DIO_WAIT, truncater);
    stage.awaitBlocked(truncater);
    stage.log("a truncate waits for it");
    Thread reader =
        stage.actor(
            "reader-1", () -> file.readAsync(BLOCK, AlignedBuffers.allocate(BLOCK), DIRECT));
    stage.awaitBlocked(reader);
    stage.log("direct IO under way now: " + file.directIoUnderWay());
    stage.io().letGo(true);
    first.join();
    stage.join();
  }
}
