package io.jlockdep.samplefs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "mkfs",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Makes an image with an empty filesystem.")
final class MkfsCommand implements Callable<Integer>, HasImage {
  @Mixin private final ImageOptions image = new ImageOptions();

  @Override
  public Path imagePath() {
    return image.path;
  }

  @Override
  public Integer call() throws IOException {
    image.makeNew();
    System.out.println(image.path + ": empty filesystem of " + Text.bytes(image.size));
    return 0;
  }
}
