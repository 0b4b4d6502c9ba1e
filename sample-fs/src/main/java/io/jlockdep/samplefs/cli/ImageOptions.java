package io.jlockdep.samplefs.cli;

import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.block.ImageFileDevice;
import io.jlockdep.samplefs.tree.ImageCheck;
import io.jlockdep.samplefs.vfs.FileSystem;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The image that a command works on. */
final class ImageOptions {
  /** Bytes of a new image, unless the user says otherwise. */
  static final long DEFAULT_SIZE = 64L << 20;

  @Option(names = "--image", required = true, paramLabel = "FILE", description = "The image file.")
  Path path;

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      defaultValue = "64M",
      converter = SizeConverter.class,
      description =
          "Size of a new image, with K, M or G (default: ${DEFAULT-VALUE}). An image that is there keeps its size.")
  long size;

  @Option(names = "--force", description = "Overwrite the file although something else is in it.")
  boolean force;

  /**
   * Makes the image unless it is there. Never overwrites a file that is something else, unless
   * forced to.
   */
  void makeIfMissing() throws IOException {
    if (!Files.exists(path)) {
      format();
    } else if (!isImage()) {
      if (!force) {
        throw new FileSystemException(
            path.toString(),
            null,
            "there is a file that is not a sample-fs image; --force overwrites it");
      }
      format();
    }
  }

  /** Makes a new image; the old file, if there is one, must be given up by {@code --force}. */
  void makeNew() throws IOException {
    if (Files.exists(path) && !force) {
      throw new FileSystemException(
          path.toString(), null, "the file exists; --force overwrites it");
    }
    format();
  }

  BlockDevice open() throws IOException {
    return ImageFileDevice.open(path);
  }

  private void format() throws IOException {
    long blocks = size / BlockDevice.BLOCK;
    FileSystem.requireSize(blocks);
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new FileSystemException(path.toString(), null, "not a regular file");
    }
    try (BlockDevice device = ImageFileDevice.create(path, blocks)) {
      FileSystem.format(device);
    }
  }

  private boolean isImage() throws IOException {
    try (BlockDevice device = open()) {
      return ImageCheck.isImage(device);
    }
  }
}
