package io.jlockdep.samplefs.scenario;

import static io.jlockdep.samplefs.block.BlockDevice.BLOCK;
import static io.jlockdep.samplefs.io.Kiocb.Flag.DIRECT;
import static io.jlockdep.samplefs.io.Kiocb.Flag.DSYNC;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.history.Behaviour;
import io.jlockdep.samplefs.io.Kiocb;
import io.jlockdep.samplefs.vfs.FileSystem;
import io.jlockdep.samplefs.vfs.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.function.Consumer;

/** The scenarios. Each runs in one thread; in an era that has its behaviour it does not return. */
public enum Scenario {
  /** Row 3: the inode lock is held, because the size changes, when the sync asks for it. */
  DSYNC_EXTEND(
      Behaviour.SYNC_UNDER_LOCK,
      "a direct DSYNC write behind the end of a file waits for its own inode_lock") {
    @Override
    void play(FileSystem fileSystem, Consumer<String> log) throws IOException {
      OpenFile file = fileSystem.openEmpty("scenario-extend");
      log.accept("file '" + file.name() + "' is empty");
      write(file, log, DIRECT, DSYNC);
    }
  },

  /**
   * Row 4: within EOF the inode lock was given up; the sync gets it, and then wants dio_sem for
   * write.
   */
  DSYNC_OVERWRITE(
      Behaviour.DIO_SEM,
      "a direct DSYNC write within a file asks for dio_sem for write, which it holds for read") {
    @Override
    void play(FileSystem fileSystem, Consumer<String> log) throws IOException {
      OpenFile file = fileSystem.openEmpty("scenario-overwrite");
      log.accept("file '" + file.name() + "' is empty");
      write(file, log);
      write(file, log, DIRECT, DSYNC);
    }
  };

  private final Behaviour behaviour;
  private final String summary;

  Scenario(Behaviour behaviour, String summary) {
    this.behaviour = behaviour;
    this.summary = summary;
  }

  /** The behaviour that makes it hang. */
  public Behaviour behaviour() {
    return behaviour;
  }

  public String summary() {
    return summary;
  }

  /** As it is written on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  abstract void play(FileSystem fileSystem, Consumer<String> log) throws IOException;

  private static void write(OpenFile file, Consumer<String> log, Kiocb.Flag... flags)
      throws IOException {
    ByteBuffer block = AlignedBuffers.allocate(BLOCK);
    String how = flags.length == 0 ? "buffered" : String.join("|", names(flags));
    String what = "write of " + BLOCK + " bytes at 0, " + how;
    log.accept(what + ": begins");
    long written = file.write(0, block, flags);
    log.accept(what + ": returned " + written);
  }

  private static String[] names(Kiocb.Flag... flags) {
    String[] names = new String[flags.length];
    for (int i = 0; i < flags.length; i++) {
      names[i] = flags[i].name();
    }
    return names;
  }
}
