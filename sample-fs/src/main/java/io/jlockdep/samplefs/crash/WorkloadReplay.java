package io.jlockdep.samplefs.crash;

import static io.jlockdep.samplefs.block.BlockDevice.BLOCK;
import static io.jlockdep.samplefs.io.Kiocb.Flag.APPEND;
import static io.jlockdep.samplefs.io.Kiocb.Flag.DIRECT;
import static io.jlockdep.samplefs.io.Kiocb.Flag.DSYNC;
import static io.jlockdep.samplefs.io.Kiocb.Flag.NOWAIT;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.block.MemoryDevice;
import io.jlockdep.samplefs.block.RecordingDevice;
import io.jlockdep.samplefs.crash.Operation.Change;
import io.jlockdep.samplefs.crash.Operation.Mode;
import io.jlockdep.samplefs.crash.Operation.Moment;
import io.jlockdep.samplefs.crash.Operation.Target;
import io.jlockdep.samplefs.history.Behaviour;
import io.jlockdep.samplefs.history.History;
import io.jlockdep.samplefs.history.History.Point;
import io.jlockdep.samplefs.io.Errno;
import io.jlockdep.samplefs.io.Kiocb;
import io.jlockdep.samplefs.vfs.FileSystem;
import io.jlockdep.samplefs.vfs.OpenFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Runs one workload on a copy of the image, and keeps what a crash is to be measured by. */
final class WorkloadReplay {
  static final String FILE = "f";

  /** The file at the beginning: two blocks of data, a hole, a preallocated block. */
  static final Contents FIRST = Contents.of(1, 2, 0, 0);

  private static final int OVERWRITTEN = 0;
  private static final int HOLE = 2;
  private static final int PREALLOCATED = 3;
  private static final int TRUNCATED_TO = 1;
  private static final int ZEROED_FROM = 0;
  private static final int ZEROED_TO = 2;

  private final RecordingDevice device;
  private final ControlledIo io;
  private final OpenFile file;
  private final Promises promises = new Promises(FIRST);
  private int stamp = 2;
  private int eventsBeforeLast;

  WorkloadReplay(byte[] image, Set<Behaviour> behaviours, ControlledIo io) throws IOException {
    this.device = new RecordingDevice(new MemoryDevice(image));
    this.io = io;
    this.file = FileSystem.mount(device, new History(behaviours, io), io).open(FILE);
  }

  /**
   * Makes the image that workloads begin with. Where nothing is stored, it is full of a pattern.
   */
  static byte[] firstImage(int blocks) throws IOException {
    byte[] foreign = new byte[blocks * BLOCK];
    Arrays.fill(foreign, (byte) 0xEE);
    MemoryDevice memory = new MemoryDevice(foreign);
    FileSystem.format(memory);
    try (FileSystem fileSystem = FileSystem.mount(memory, Set.of())) {
      OpenFile file = fileSystem.create(FILE);
      file.truncate((long) FIRST.blocks() * BLOCK);
      for (int block = 0; block < 2; block++) {
        ByteBuffer data = AlignedBuffers.allocate(BLOCK);
        Contents.fill(data, FIRST.stamps()[block]);
        file.write((long) block * BLOCK, data.flip(), DIRECT);
      }
      file.fallocate(OpenFile.Allocate.ALLOCATE, (long) PREALLOCATED * BLOCK, BLOCK);
    }
    return memory.contents();
  }

  void run(List<Operation> operations) throws IOException {
    for (Operation operation : operations) {
      eventsBeforeLast = device.events();
      stamp++;
      run(operation);
    }
  }

  RecordingDevice device() {
    return device;
  }

  Promises promises() {
    return promises;
  }

  /** How many events there were when the last operation began. */
  int eventsBeforeLast() {
    return eventsBeforeLast;
  }

  private void run(Operation operation) throws IOException {
    Target target = operation.target();
    Change change = operation.change();
    if (target == null) {
      if (change != null) {
        change(change);
      }
      return;
    }
    Write write = new Write(target, operation.mode());
    if (change == null) {
      write.promise();
      write.begin();
    } else if (operation.moment() == Moment.UNDER_WAY) {
      write.promise();
      write.begin();
      io.at(Point.BEFORE_DIO_WAIT, io::transfer);
      change(change);
    } else if (operation.moment() == Moment.BEFORE_LOCK) {
      io.at(
          Point.SIZE_COMPARED,
          () -> {
            unchecked(() -> change(change));
            write.promise();
          });
      write.begin();
    } else {
      write.promise();
      io.at(Point.BEFORE_SYNC, () -> unchecked(() -> changeAfter(write, change)));
      write.begin();
    }
    write.end(operation);
    io.runWhatIsLeft();
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void unchecked(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void changeAfter(Write write, Change change) throws IOException {
    if (change == Change.QUIESCE) {
      file.quiesce();
      promises.acknowledge(write.version, device.events());
    } else {
      change(change);
    }
  }

  private void change(Change change) throws IOException {
    Contents now = promises.latest();
    if (change == Change.TRUNCATE) {
      promises.begin(now.truncated(TRUNCATED_TO), device.events());
      file.truncate((long) TRUNCATED_TO * BLOCK);
    } else {
      promises.begin(now.zeroed(ZEROED_FROM, ZEROED_TO), device.events());
      file.fallocate(
          OpenFile.Allocate.ZERO_RANGE,
          (long) ZEROED_FROM * BLOCK,
          (long) (ZEROED_TO - ZEROED_FROM) * BLOCK);
    }
  }

  /** One write of one block. */
  private final class Write {
    private final Target target;
    private final Mode mode;
    private final long pos;
    private int version;
    private CompletableFuture<Long> result = new CompletableFuture<>();

    Write(Target target, Mode mode) {
      this.target = target;
      this.mode = mode;
      this.pos =
          BLOCK
              * (long)
                  switch (target) {
                    case OVERWRITE -> OVERWRITTEN;
                    case HOLE -> HOLE;
                    case PREALLOCATED -> PREALLOCATED;
                    case EXTEND -> promises.latest().blocks();
                    case APPEND -> 0;
                  };
    }

    /** Says what the file will be; when it is known what it is when the write has its lock. */
    void promise() {
      version = promises.begin(promises.latest().written(block(), stamp), device.events());
    }

    private int block() {
      return target == Target.APPEND ? promises.latest().blocks() : (int) (pos / BLOCK);
    }

    void begin() throws IOException {
      Set<Kiocb.Flag> flags = EnumSet.of(DIRECT, DSYNC);
      if (target == Target.APPEND) {
        flags.add(APPEND);
      }
      ByteBuffer data = AlignedBuffers.allocate(BLOCK * 2);
      data = data.slice(mode == Mode.PAGES ? 1 : 0, BLOCK);
      Contents.fill(data, stamp);
      data.flip();
      if (mode == Mode.NOWAIT) {
        flags.add(NOWAIT);
        result = file.writeAsync(pos, data, flags.toArray(new Kiocb.Flag[0]));
      } else {
        result.complete(file.write(Kiocb.sync(pos, flags), data));
      }
    }

    void end(Operation operation) throws IOException {
      io.transfer();
      long written = result.join();
      if (written != BLOCK) {
        throw new IOException(operation + " returned " + Errno.name(written));
      }
      promises.acknowledge(version, device.events());
    }
  }
}
