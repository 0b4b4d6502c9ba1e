package io.jlockdep.samplefs.tree;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.block.BlockDevice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks an image that nobody has mounted: superblocks, every metadata block, overlaps, and the
 * checksum of all data.
 */
public final class ImageCheck {
  /**
   * What a check found.
   *
   * @param problems one line each; empty if the image is sound
   * @param generation of the newest superblock
   * @param files how many there are
   * @param used blocks in use, metadata included
   * @param blocks of the filesystem
   */
  public record Report(List<String> problems, long generation, int files, long used, long blocks) {
    public boolean isClean() {
      return problems.isEmpty();
    }
  }

  private ImageCheck() {}

  /** Whether there is a superblock of ours. */
  public static boolean isImage(BlockDevice device) throws IOException {
    return Superblock.newest(device) != null;
  }

  /**
   * Reads the whole image; changes nothing.
   *
   * @throws CorruptImageException if there is no superblock, so that there is nothing to check
   * @throws IOException if not even the superblocks can be read
   */
  public static Report check(BlockDevice device) throws IOException {
    Superblock superblock = MetadataTree.requireSuperblock(device);
    List<String> problems = new ArrayList<>();
    TreeReader reader = new TreeReader(device, superblock, problems::add);
    reader.read();
    reader
        .inodes()
        .forEach(
            (number, found) -> {
              for (int i = 0; i < found.leaves().size(); i++) {
                checkData(device, number, i, found.leaves().get(i), problems);
              }
            });
    return new Report(
        List.copyOf(problems),
        superblock.generation(),
        reader.inodes().size(),
        reader.used().cardinality(),
        superblock.blocks());
  }

  private static void checkData(
      BlockDevice device, int number, int index, Leaf leaf, List<String> problems) {
    ByteBuffer buffer = AlignedBuffers.allocate(BlockDevice.BLOCK);
    for (int i = 0; i < Leaf.SPAN; i++) {
      int block = leaf.disk()[i];
      if (block <= 0 || block >= device.blocks()) {
        continue;
      }
      String what =
          "inode "
              + number
              + ", block "
              + ((long) index * Leaf.SPAN + i)
              + " (disk block "
              + block
              + ")";
      try {
        device.read(block, buffer.clear());
        if (Checksums.crc32c(buffer, 0, BlockDevice.BLOCK) != leaf.crc()[i]) {
          problems.add(what + ": the data has a wrong checksum");
        }
      } catch (IOException e) {
        problems.add(what + " cannot be read: " + e.getMessage());
      }
    }
  }
}
