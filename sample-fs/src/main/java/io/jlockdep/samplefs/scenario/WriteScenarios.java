package io.jlockdep.samplefs.scenario;

import static io.jlockdep.samplefs.block.BlockDevice.BLOCK;
import static io.jlockdep.samplefs.io.Kiocb.Flag.APPEND;
import static io.jlockdep.samplefs.io.Kiocb.Flag.DIRECT;
import static io.jlockdep.samplefs.io.Kiocb.Flag.NOWAIT;

import io.jlockdep.samplefs.history.History.Point;
import io.jlockdep.samplefs.io.Errno;
import io.jlockdep.samplefs.io.IovIter;
import io.jlockdep.samplefs.io.Kiocb;
import io.jlockdep.samplefs.vfs.FsException;
import io.jlockdep.samplefs.vfs.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

/** Scenarios about the size, the position and the locks of one direct write. */
final class WriteScenarios {
  private WriteScenarios() {}

  /** Row 8: the truncate makes the comparison wrong. */
  static void sizeChanges(Stage stage) throws Exception {
    OpenFile file = stage.file("size", 4);
    stage.hold(Point.SIZE_COMPARED, "writer-0");
    Thread writer =
        stage.actor("writer-0", () -> stage.write(file, 3 * BLOCK, Stage.filled(1, 'w'), DIRECT));
    stage.awaitReached(Point.SIZE_COMPARED, writer);
    file.truncate(BLOCK);
    stage.log("truncated to one block");
    stage.release(Point.SIZE_COMPARED);
    stage.join();
    stage.log("the file has " + file.size() + " bytes");
  }

  /** Row 9. */
  static void nowaitExtend(Stage stage) throws IOException {
    OpenFile file = stage.file("nowait", 1);
    stage.write(file, BLOCK, Stage.filled(1, 'w'), DIRECT, NOWAIT);
  }

  /** Row 10. */
  static void expandFails(Stage stage) throws IOException {
    OpenFile file = stage.file("expand", 1);
    try {
      stage.write(file, 1L << 52, Stage.filled(1, 'w'), DIRECT);
    } catch (FsException e) {
      stage.log("failed: " + e.getMessage());
    }
  }

  /** Row 11. */
  static void appendPosition(Stage stage) throws IOException {
    OpenFile file = stage.file("append", 2);
    stage.write(file, 0, Stage.filled(1, 'w'), DIRECT, APPEND);
    tellContents(stage, file);
  }

  /** Row 12, without anybody who would wait for the lock. */
  static void lockKept(Stage stage) throws Exception {
    OpenFile file = stage.file("kept", 1);
    Thread writer =
        stage.actor("writer-0", () -> stage.write(file, 0, Stage.filled(1, 'w'), DIRECT));
    writer.join();
    stage.join();
    stage.log("the inode lock is " + (file.isInodeLocked() ? "held, by nobody" : "free"));
  }

  /** Row 13. */
  static void unlockedCaller(Stage stage) throws IOException {
    OpenFile file = stage.file("unlocked", 1);
    stage.write(file, 0, Stage.filled(1, 'w'), DIRECT);
  }

  /** Row 18: the page fault reads the block that the write has locked. */
  static void faultOwnRange(Stage stage) throws IOException {
    OpenFile file = stage.file("fault", 2);
    IovIter source = file.mapped(0, BLOCK);
    stage.log("direct write at 0 from memory mapped from the file at 0: begins");
    long result = file.write(Kiocb.sync(0, Set.of(DIRECT)), source);
    stage.log("returned " + Errno.name(result));
  }

  /** Row 19: the second segment is not in memory, so that the append is done in two parts. */
  static void appendAfterFault(Stage stage) throws IOException {
    OpenFile other = stage.file("source", 1);
    OpenFile file = stage.file("twice", 1);
    IovIter source = other.mapped(0, BLOCK, Stage.filled(1, 'w'));
    long result = file.write(Kiocb.sync(0, Set.of(DIRECT, APPEND)), source);
    stage.log("append of two blocks: returned " + Errno.name(result));
    tellContents(stage, file);
  }

  /** One letter for each block, a dot for zeros. */
  private static void tellContents(Stage stage, OpenFile file) throws IOException {
    StringBuilder letters = new StringBuilder();
    for (long pos = 0; pos < file.size(); pos += BLOCK) {
      ByteBuffer one = ByteBuffer.allocate(1);
      file.read(pos, one);
      letters.append(one.get(0) == 0 ? '.' : (char) one.get(0));
    }
    stage.log("the blocks of the file now: " + letters);
  }
}
