package io.jlockdep.samplefs.tree;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.block.BlockDevice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Checks an image that nobody has mounted (fsck): superblocks, every node of the trees, names
 * against inodes, overlaps, the log, and the checksum of all data. If there is a log, the state
 * that a mount would make of it is checked too.
 */
public final class ImageCheck {
  /**
   * What a check found.
   *
   * @param problems one line each; empty if the image is sound
   * @param generation of the newest superblock
   * @param files how many inodes there are, directories included
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
    Superblock superblock = Superblock.require(device);
    List<String> problems = new ArrayList<>();
    Metadata.Loaded loaded = Metadata.load(device, superblock, problems);
    Metadata metadata = loaded.metadata();
    if (problems.isEmpty() && !loaded.log().isEmpty()) {
      LogReplay.replay(loaded.log(), metadata);
      checkReplayed(metadata, problems);
    }
    checkData(device, metadata, problems);
    return new Report(
        List.copyOf(problems),
        superblock.generation(),
        loaded.inodes().size(),
        metadata.space().used(),
        superblock.blocks());
  }

  private static void checkReplayed(Metadata metadata, List<String> problems) {
    BitSet claimed = new BitSet();
    new TreeCheck(
            metadata.files,
            metadata.checksums,
            (block, what) -> {
              boolean free = !claimed.get((int) block);
              claimed.set((int) block);
              if (!free) {
                problems.add(what + " points at block " + block + ", as something else does");
              }
              return free;
            },
            problem -> problems.add("after the log: " + problem))
        .check();
  }

  private static void checkData(BlockDevice device, Metadata metadata, List<String> problems) {
    ByteBuffer buffer = AlignedBuffers.allocate(BlockDevice.BLOCK);
    for (BTree.Item item : metadata.files.range(new byte[0], Keys.of(-1L, Byte.MAX_VALUE))) {
      Extent extent = Keys.kind(item.key()) == Keys.EXTENT ? Extent.decode(item.value()) : null;
      if (extent == null || !extent.isData()) {
        continue;
      }
      for (int i = 0; i < extent.count(); i++) {
        long disk = extent.disk() + i;
        byte[] crc = metadata.checksums.get(Keys.of(0, Keys.CHECKSUM, disk));
        if (crc == null || crc.length != Integer.BYTES || disk >= device.blocks()) {
          continue;
        }
        String what =
            String.format(
                "inode %d, block %d (disk block %d)",
                Keys.owner(item.key()), Keys.number(item.key()) + i, disk);
        try {
          device.read(disk, buffer.clear());
          if (Checksums.crc32c(buffer, 0, BlockDevice.BLOCK) != ByteBuffer.wrap(crc).getInt()) {
            problems.add(what + ": the data has a wrong checksum");
          }
        } catch (IOException e) {
          problems.add(what + " cannot be read: " + e.getMessage());
        }
      }
    }
  }
}
