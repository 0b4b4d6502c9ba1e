package io.jlockdep.samplefs.cli;

import java.nio.file.Path;

/** A command whose errors are about an image. */
interface HasImage {
  Path imagePath();
}
