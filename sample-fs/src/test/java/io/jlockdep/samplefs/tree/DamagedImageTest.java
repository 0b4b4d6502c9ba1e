package io.jlockdep.samplefs.tree;

import static io.jlockdep.samplefs.block.BlockDevice.BLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.block.MemoryDevice;
import io.jlockdep.samplefs.vfs.FileSystem;
import io.jlockdep.samplefs.vfs.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Images with some bytes changed at random. Whatever they are, a check and a mount say what is
 * wrong, or that nothing is; and what can be mounted can be used, with errors at worst.
 */
class DamagedImageTest {
  private static final int IMAGES = Integer.getInteger("jlockdep.images", 500);
  private static final int BLOCKS = 256;

  private final long seed = Long.getLong("jlockdep.seed", 20261121L);
  private byte[] image;
  private List<Integer> used;

  @BeforeEach
  void makeAnImageWithALittleOfEverything() throws IOException {
    MemoryDevice device = new MemoryDevice(BLOCKS);
    FileSystem.format(device);
    FileSystem fileSystem = FileSystem.mount(device, Set.of());
    fileSystem.mkdir("d");
    for (int i = 0; i < 20; i++) {
      try (OpenFile file = fileSystem.create("d/file-" + i, 0644, i % 5 == 0)) {
        file.write(0, ByteBuffer.wrap(new byte[100 + 500 * i]));
      }
    }
    fileSystem.symlink("d/file-1", "link");
    fileSystem.link("d/file-2", "hard");
    fileSystem.setXattr("hard", "user.x", new byte[500]);
    OpenFile log = fileSystem.open("d/file-3");
    log.fallocate(OpenFile.Allocate.KEEP_SIZE, 1 << 16, 1 << 16);
    fileSystem.sync();
    // And something in the log, which the mount replays.
    log.write(0, ByteBuffer.wrap(new byte[3 * BLOCK]));
    log.sync();
    image = device.contents();
    BitSet blocks = new BitSet();
    for (int at = 0; at < image.length; at++) {
      if (image[at] != 0) {
        blocks.set(at / BLOCK);
      }
    }
    used = blocks.stream().boxed().toList();
    assertThat(ImageCheck.check(new MemoryDevice(image)).problems()).isEmpty();
  }

  @Test
  void damageIsFoundOrDoesNotMatter() {
    System.out.println("seed " + seed + " (-Djlockdep.seed=N)");
    Random random = new Random(seed);
    int found = 0;
    for (int i = 0; i < IMAGES; i++) {
      // Half of them with right checksums: then nothing but the contents can tell.
      found += isFound(damaged(random, i % 2 == 1), i) ? 1 : 0;
    }
    assertThat(found).as("images found to be damaged, seed " + seed).isGreaterThan(IMAGES / 4);
  }

  private byte[] damaged(Random random, boolean mendChecksums) {
    byte[] copy = image.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int block = used.get(random.nextInt(used.size()));
      // The beginning of a node, where its lengths are, more often than the rest.
      int offset = random.nextBoolean() ? random.nextInt(BLOCK) : random.nextInt(128);
      copy[block * BLOCK + offset] ^= (byte) (1 + random.nextInt(255));
      if (mendChecksums) {
        ByteBuffer node = ByteBuffer.wrap(copy, block * BLOCK, BLOCK).slice();
        Node.seal(node);
      }
    }
    return copy;
  }

  private boolean isFound(byte[] bytes, int number) {
    String which = "image " + number + " of seed " + seed;
    boolean found = false;
    try {
      ImageCheck.Report report = ImageCheck.check(new MemoryDevice(bytes));
      for (String problem : report.problems()) {
        assertThat(problem).as(which).isNotBlank().doesNotContain("\n");
      }
      found = !report.isClean();
    } catch (IOException e) {
      assertThat(e.getMessage()).as(which).isNotBlank().doesNotContain("\n");
      found = true;
    } catch (RuntimeException e) {
      throw new AssertionError(which + ": the check failed", e);
    }
    try {
      use(new MemoryDevice(bytes));
    } catch (IOException e) {
      assertThat(e.getMessage()).as(which).isNotBlank();
    } catch (RuntimeException e) {
      throw new AssertionError(which + ": mounting or using it failed", e);
    }
    return found;
  }

  private static void use(BlockDevice device) throws IOException {
    try (FileSystem fileSystem = FileSystem.mount(device, Set.of())) {
      List<String> paths = new ArrayList<>(fileSystem.list());
      fileSystem.readdir("d").keySet().forEach(name -> paths.add("d/" + name));
      for (String path : paths) {
        try (OpenFile file = fileSystem.open(path)) {
          file.read(0, ByteBuffer.allocate((int) Math.min(file.size(), 1 << 16)));
          file.write(10, ByteBuffer.wrap(new byte[BLOCK]));
        } catch (IOException e) {
          assertThat(e.getMessage()).as(path).isNotBlank();
        }
      }
    }
  }
}
