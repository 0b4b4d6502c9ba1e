package io.jlockdep.samplefs.exercise;

import static io.jlockdep.samplefs.block.BlockDevice.BLOCK;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.block.MemoryDevice;
import io.jlockdep.samplefs.io.Kiocb;
import io.jlockdep.samplefs.io.Kiocb.Flag;
import io.jlockdep.samplefs.tree.ImageCheck;
import io.jlockdep.samplefs.vfs.ErrorCode;
import io.jlockdep.samplefs.vfs.FileSystem;
import io.jlockdep.samplefs.vfs.FsException;
import io.jlockdep.samplefs.vfs.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;

/**
 * Does random operations on a few files and compares every read with a model; unmounts, checks the
 * image, mounts and compares all files now and then, and at the end. One thread; the same for the
 * same seed.
 */
public final class Exerciser {
  /**
   * What was done.
   *
   * @param remounts how often the image was unmounted, checked and mounted again
   * @param bytesCompared how many bytes read were compared with the model
   */
  public record Result(long operations, long remounts, long bytesCompared) {}

  private static final int FILES = 4;
  private static final int CAPACITY = 48 * BLOCK;
  private static final int LONGEST = 12 * BLOCK;
  private static final int REMOUNT_EVERY = 2000;

  private final MemoryDevice device = new MemoryDevice(4096);
  private final ModelFile[] models = new ModelFile[FILES];
  private final String[] names = new String[FILES];
  private final long seed;
  private final Random random;
  private FileSystem fileSystem;
  private long operation;
  private long remounts;
  private long compared;
  private int renamed;

  private Exerciser(long seed) throws IOException {
    this.seed = seed;
    this.random = new Random(seed);
    FileSystem.format(device);
    fileSystem = FileSystem.mount(device, Set.of());
    for (int i = 0; i < FILES; i++) {
      models[i] = new ModelFile();
      names[i] = "f" + i;
      fileSystem.create(names[i], 0644, i == 0).close();
    }
  }

  /**
   * Does so many operations.
   *
   * @throws MismatchException if a file does not hold what it must, or the image is not sound
   * @throws IOException if an operation fails that must not
   */
  public static Result run(long operations, long seed) throws IOException {
    Exerciser exerciser = new Exerciser(seed);
    for (exerciser.operation = 1; exerciser.operation <= operations; exerciser.operation++) {
      exerciser.operate();
      if (exerciser.operation % REMOUNT_EVERY == 0) {
        exerciser.remount();
      }
    }
    exerciser.remount();
    exerciser.fileSystem.close();
    return new Result(operations, exerciser.remounts, exerciser.compared);
  }

  private void operate() throws IOException {
    int which = random.nextInt(FILES);
    ModelFile model = models[which];
    try (OpenFile file = fileSystem.open(names[which])) {
      switch (random.nextInt(16)) {
        case 0, 1, 2 -> write(file, model, false);
        case 3, 4, 5 -> write(file, model, true);
        case 6, 7 -> read(file, model, false);
        case 8, 9 -> read(file, model, true);
        case 10 -> append(file, model);
        case 11 -> truncate(file, model);
        case 12 -> allocate(file, model);
        case 13 -> seek(file, model);
        case 14 -> file.sync();
        default -> rename(which);
      }
      require(file.size() == model.size(), file, "size " + file.size() + ", not " + model.size());
    }
  }

  /** A range of whole blocks, or of any bytes. */
  private int[] range(boolean blocks) {
    int unit = blocks ? BLOCK : 1;
    int pos = random.nextInt(CAPACITY / unit) * unit;
    int length = (1 + random.nextInt(Math.min(LONGEST, CAPACITY - pos) / unit)) * unit;
    return new int[] {pos, length};
  }

  private void write(OpenFile file, ModelFile model, boolean direct) throws IOException {
    int[] range = range(direct && random.nextInt(8) != 0);
    Set<Flag> flags = direct ? EnumSet.of(Flag.DIRECT) : EnumSet.noneOf(Flag.class);
    write(file, model, range[0], range[1], flags);
  }

  private void append(OpenFile file, ModelFile model) throws IOException {
    int length = 1 + random.nextInt(2 * BLOCK);
    if (model.size() + length <= CAPACITY) {
      Set<Flag> flags = EnumSet.of(Flag.APPEND);
      if (random.nextBoolean()) {
        flags.add(Flag.DIRECT);
      }
      write(file, model, model.size(), length, flags);
    }
  }

  private void write(OpenFile file, ModelFile model, int pos, int length, Set<Flag> flags)
      throws IOException {
    if (random.nextInt(4) == 0) {
      flags.add(Flag.DSYNC);
    }
    byte[] data = new byte[length];
    random.nextBytes(data);
    ByteBuffer buffer = AlignedBuffers.allocate(length).limit(length).put(data).flip();
    long at = flags.contains(Flag.APPEND) ? 0 : pos;
    long written =
        flags.contains(Flag.DIRECT) && random.nextInt(4) == 0
            ? file.writeAsync(at, buffer, flags.toArray(new Flag[0])).join()
            : file.write(Kiocb.sync(at, flags), buffer);
    require(written == length, file, "wrote " + written + " of " + length + " at " + pos);
    model.write(pos, data);
  }

  private void read(OpenFile file, ModelFile model, boolean direct) throws IOException {
    int[] range = range(direct && random.nextInt(8) != 0);
    compare(file, model, range[0], range[1], direct);
  }

  private void compare(OpenFile file, ModelFile model, int pos, int length, boolean direct)
      throws IOException {
    ByteBuffer buffer = AlignedBuffers.allocate(length).limit(length);
    long read = direct ? file.read(pos, buffer, Flag.DIRECT) : file.read(pos, buffer);
    byte[] expected = model.read(pos, length);
    String what = "read of " + length + " at " + pos + (direct ? ", direct" : "") + ": ";
    require(read == expected.length, file, what + read + " bytes, not " + expected.length);
    byte[] found = new byte[expected.length];
    buffer.get(0, found);
    int wrong = Arrays.mismatch(found, expected);
    require(wrong < 0, file, what + "wrong byte at " + (pos + wrong));
    compared += found.length;
  }

  private void truncate(OpenFile file, ModelFile model) throws IOException {
    int size = random.nextInt(CAPACITY + 1);
    file.truncate(size);
    model.resize(size);
  }

  private void allocate(OpenFile file, ModelFile model) throws IOException {
    OpenFile.Allocate[] modes = OpenFile.Allocate.values();
    OpenFile.Allocate mode = modes[random.nextInt(modes.length)];
    int[] range = range(random.nextBoolean());
    int end = range[0] + range[1];
    file.fallocate(mode, range[0], range[1]);
    switch (mode) {
      case ALLOCATE -> model.resize(Math.max(model.size(), end));
      case KEEP_SIZE -> {}
      case ZERO_RANGE -> {
        model.resize(Math.max(model.size(), end));
        model.zero(range[0], end);
      }
      case PUNCH_HOLE -> model.zero(range[0], end);
    }
  }

  /** What lies before the next data must be zeros; and so must a hole up to the next data. */
  private void seek(OpenFile file, ModelFile model) throws IOException {
    int pos = random.nextInt(CAPACITY);
    try {
      long data = file.seekData(pos);
      require(pos < model.size(), file, "data at " + data + ", behind the end");
      require(model.isZero(pos, (int) data), file, "seekData skips data behind " + pos);
    } catch (FsException e) {
      require(e.code() == ErrorCode.ENXIO, file, "seekData: " + e.code());
      require(model.isZero(pos, model.size()), file, "seekData finds no data behind " + pos);
    }
  }

  private void rename(int which) throws IOException {
    String name = "r" + renamed++;
    fileSystem.rename(names[which], name);
    names[which] = name;
  }

  private void remount() throws IOException {
    fileSystem.close();
    ImageCheck.Report report = ImageCheck.check(device);
    if (!report.isClean()) {
      throw new MismatchException(when() + ": fsck: " + report.problems().get(0));
    }
    fileSystem = FileSystem.mount(device, Set.of());
    remounts++;
    for (int i = 0; i < FILES; i++) {
      try (OpenFile file = fileSystem.open(names[i])) {
        compare(file, models[i], 0, CAPACITY + BLOCK, random.nextBoolean());
      }
    }
  }

  private void require(boolean right, OpenFile file, String what) {
    if (!right) {
      throw new MismatchException(when() + ", file " + file.name() + ": " + what);
    }
  }

  private String when() {
    return "seed " + seed + ", operation " + operation;
  }
}
