package io.jlockdep.samplefs.cli;

import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.block.ImageFileDevice;
import io.jlockdep.samplefs.tree.ImageCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "fsck",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Checks an image and changes nothing: superblocks, all metadata, overlaps, checksums of all data.",
      "Exit code 1 if something is wrong, 2 if the file is not an image."
    })
final class FsckCommand implements Callable<Integer>, HasImage {
  @Option(names = "--image", required = true, paramLabel = "FILE", description = "The image file.")
  private Path image;

  @Override
  public Path imagePath() {
    return image;
  }

  @Override
  public Integer call() throws IOException {
    ImageCheck.Report report;
    try (BlockDevice device = ImageFileDevice.open(image)) {
      report = ImageCheck.check(device);
    }
    for (String problem : report.problems()) {
      System.out.println(image + ": " + problem);
    }
    System.out.printf(
        "%s: %s; generation %d, %d files, %d of %d blocks used, %d free%n",
        image,
        report.isClean() ? "clean" : "problems: " + report.problems().size(),
        report.generation(),
        report.files(),
        report.used(),
        report.blocks(),
        report.blocks() - report.used());
    return report.isClean() ? 0 : 1;
  }
}
