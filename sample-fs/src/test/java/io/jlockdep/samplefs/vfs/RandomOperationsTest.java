package io.jlockdep.samplefs.vfs;

import static io.jlockdep.samplefs.block.BlockDevice.BLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.block.MemoryDevice;
import io.jlockdep.samplefs.block.RecordingDevice;
import io.jlockdep.samplefs.io.IovIter;
import io.jlockdep.samplefs.io.Kiocb;
import io.jlockdep.samplefs.io.Kiocb.Flag;
import io.jlockdep.samplefs.tree.ImageCheck;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random operations against a model in memory; after them, a crash at every write and flush: the
 * image is sound, and what was synced is there.
 */
class RandomOperationsTest {
  private static final int CAPACITY = 12 * BLOCK;

  private final MemoryDevice memory = new MemoryDevice(600);
  private final List<FileModel> files = new ArrayList<>();
  private RecordingDevice device;
  private FileSystem fileSystem;
  private Random random;
  private int named;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aCrashAnywhereLeavesWhatWasSynced(long seed) throws IOException {
    random = new Random(seed);
    FileSystem.format(memory);
    device = new RecordingDevice(memory);
    fileSystem = FileSystem.mount(device, Set.of());
    fileSystem.mkdir("d");
    for (int step = 0; step < 200; step++) {
      operate("seed " + seed + ", step " + step);
    }
    compare("seed " + seed);
    fileSystem.close();
    Random torn = new Random(seed);
    for (int events = 0; events <= device.events(); events++) {
      String when = "seed " + seed + ", crash after " + events + " events";
      checkCrash(device.durableAfter(events), events, when + ", nothing more");
      checkCrash(device.crashAfter(events, torn), events, when);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void manyOperationsAndRemountsAgreeWithTheModel(long seed) throws IOException {
    random = new Random(seed);
    FileSystem.format(memory);
    for (int round = 0; round < 6; round++) {
      device = new RecordingDevice(memory);
      fileSystem = FileSystem.mount(device, Set.of());
      if (round == 0) {
        fileSystem.mkdir("d");
      }
      compare("seed " + seed + ", round " + round);
      for (int step = 0; step < 400; step++) {
        operate("seed " + seed + ", round " + round + ", step " + step);
      }
      fileSystem.close();
      assertThat(ImageCheck.check(memory).problems()).as("seed " + seed).isEmpty();
    }
  }

  private void operate(String when) throws IOException {
    if (files.size() < 2 || (files.size() < 6 && random.nextInt(20) == 0)) {
      String name = newName();
      boolean noCow = random.nextInt(4) == 0;
      // What is overwritten in place may be torn by a crash, like on any disk.
      files.add(new FileModel(name, noCow ? 512 : BLOCK, device.events()));
      fileSystem.create(name, 0644, noCow).close();
      return;
    }
    FileModel file = files.get(random.nextInt(files.size()));
    if (file.name.isEmpty()) {
      return;
    }
    try (OpenFile open = fileSystem.open(file.name.get())) {
      switch (random.nextInt(20)) {
        case 0, 1, 2, 3 -> write(file, open, false);
        case 4, 5, 6, 7 -> write(file, open, true);
        case 8 -> truncate(file, open);
        case 9, 10, 11 -> fallocate(file, open);
        case 12 -> rename(file);
        case 13 -> {
          if (random.nextInt(4) == 0) {
            String old = file.name.get();
            file.name = Optional.empty();
            file.note(device.events());
            fileSystem.unlink(old);
          }
        }
        case 14 -> append(file, open);
        case 15, 16 -> {
          open.sync();
          file.synced(device.events());
        }
        case 17 -> {
          if (random.nextInt(3) == 0) {
            fileSystem.sync();
            files.forEach(f -> f.synced(device.events()));
          }
        }
        default -> compare(file, open, when);
      }
    }
  }

  private String newName() {
    return (random.nextBoolean() ? "d/" : "") + "f" + named++;
  }

  private byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private void write(FileModel file, OpenFile open, boolean direct) throws IOException {
    int unit = direct ? BLOCK : 1;
    int pos = random.nextInt(CAPACITY / unit) * unit;
    int length = (1 + random.nextInt(Math.min(CAPACITY - pos, 4 * BLOCK) / unit)) * unit;
    Set<Flag> flags = direct ? EnumSet.of(Flag.DIRECT) : EnumSet.noneOf(Flag.class);
    write(file, open, flags, pos, length);
  }

  private void append(FileModel file, OpenFile open) throws IOException {
    if (file.bytes.length < CAPACITY) {
      Set<Flag> flags = EnumSet.of(Flag.APPEND);
      if (random.nextBoolean()) {
        flags.add(Flag.DIRECT);
      }
      write(file, open, flags, file.bytes.length, 1 + random.nextInt(BLOCK));
    }
  }

  private void write(FileModel file, OpenFile open, Set<Flag> flags, int pos, int length)
      throws IOException {
    boolean durable = random.nextInt(3) == 0;
    if (durable) {
      flags.add(Flag.DSYNC);
    }
    byte[] data = randomBytes(length);
    ByteBuffer buffer = AlignedBuffers.allocate(length).limit(length).put(data).flip();
    file.write(pos, data);
    file.note(device.events());
    long written;
    if (flags.contains(Flag.DIRECT) && !flags.contains(Flag.APPEND) && random.nextInt(3) == 0) {
      written = open.writeAsync(pos, buffer, flags.toArray(new Flag[0])).join();
    } else {
      int half = length / 2 / BLOCK * BLOCK;
      written =
          open.write(
              Kiocb.sync(flags.contains(Flag.APPEND) ? 0 : pos, flags),
              IovIter.of(buffer.slice(0, half), buffer.slice(half, length - half)));
    }
    assertThat(written).isEqualTo(length);
    // FUA makes only these bytes durable, and not what was overwritten in place before.
    if (durable && (file.atom == BLOCK || !flags.contains(Flag.DIRECT))) {
      file.synced(device.events());
    }
  }

  private void truncate(FileModel file, OpenFile open) throws IOException {
    int size = random.nextInt(CAPACITY + 1);
    file.resize(size);
    file.note(device.events());
    open.truncate(size);
  }

  private void fallocate(FileModel file, OpenFile open) throws IOException {
    OpenFile.Allocate mode = OpenFile.Allocate.values()[random.nextInt(4)];
    int unit = random.nextBoolean() ? BLOCK : 1;
    int pos = random.nextInt(CAPACITY / unit) * unit;
    int length = (1 + random.nextInt((CAPACITY - pos) / unit)) * unit;
    boolean zeroes = mode == OpenFile.Allocate.ZERO_RANGE || mode == OpenFile.Allocate.PUNCH_HOLE;
    boolean grows = mode == OpenFile.Allocate.ZERO_RANGE || mode == OpenFile.Allocate.ALLOCATE;
    if (grows && pos + length > file.bytes.length) {
      file.resize(pos + length);
    }
    if (zeroes) {
      file.zero(pos, pos + length);
    }
    file.note(device.events());
    open.fallocate(mode, pos, length);
  }

  private void rename(FileModel file) throws IOException {
    String old = file.name.orElseThrow();
    FileModel other = files.get(random.nextInt(files.size()));
    String to = newName();
    if (other != file && other.name.isPresent() && random.nextBoolean()) {
      to = other.name.get();
      other.name = Optional.empty();
      other.note(device.events());
    }
    file.name = Optional.of(to);
    file.note(device.events());
    fileSystem.rename(old, to);
  }

  private void compare(String when) throws IOException {
    for (FileModel file : files) {
      if (file.name.isPresent()) {
        try (OpenFile open = fileSystem.open(file.name.get())) {
          compare(file, open, when);
        }
      }
    }
  }

  private void compare(FileModel file, OpenFile open, String when) throws IOException {
    byte[] found = read(open, random.nextBoolean());
    assertThat(found.length).as(when + ", size of " + file.name).isEqualTo(file.bytes.length);
    assertThat(found).as(when + ", " + file.name).isEqualTo(file.bytes);
  }

  private static byte[] read(OpenFile open, boolean direct) throws IOException {
    int size = (int) open.size();
    ByteBuffer buffer = AlignedBuffers.allocate(Math.max(1, size));
    long read = direct ? open.read(0, buffer, Flag.DIRECT) : open.read(0, buffer);
    assertThat(read).isEqualTo(size);
    byte[] bytes = new byte[size];
    buffer.get(0, bytes);
    return bytes;
  }

  private void checkCrash(byte[] image, int events, String when) throws IOException {
    assertThat(ImageCheck.check(new MemoryDevice(image)).problems()).as(when).isEmpty();
    MemoryDevice recovered = new MemoryDevice(image);
    try (FileSystem after = FileSystem.mount(recovered, Set.of())) {
      for (FileModel file : files) {
        FileModel.Allowed allowed = file.after(events);
        if (!allowed.isEmpty()) {
          checkFile(after, allowed, file.atom, when);
        }
      }
    }
    assertThat(ImageCheck.check(recovered).problems()).as(when + ", after the mount").isEmpty();
  }

  private static void checkFile(FileSystem after, FileModel.Allowed allowed, int atom, String when)
      throws IOException {
    OpenFile open = null;
    for (String name : allowed.names()) {
      try {
        open = after.open(name);
        break;
      } catch (FsException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.ENOENT);
      }
    }
    if (open == null) {
      assertThat(allowed.mayBeGone()).as(when + ": none of " + allowed.names()).isTrue();
      return;
    }
    if (allowed.mayBeGone()) {
      return; // another file may have taken the name
    }
    byte[] found = read(open, true);
    assertThat(allowed.allowsSize(found.length))
        .as(when + ": size " + found.length + " of " + allowed)
        .isTrue();
    for (int from = 0; from < found.length; from += atom) {
      int to = Math.min(found.length, from + atom);
      assertThat(allowed.allowsBlock(found, from, to))
          .as(when + ": block " + from / BLOCK + " of " + allowed.names())
          .isTrue();
    }
  }
}
