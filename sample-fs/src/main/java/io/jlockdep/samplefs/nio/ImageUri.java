package io.jlockdep.samplefs.nio;

import java.net.URI;
import java.nio.file.Path;

/** The parts of {@code samplefs:/path/image!/file}. */
final class ImageUri {
  private ImageUri() {}

  /** The image, as a path of the host. */
  static Path image(URI uri) {
    String path = pathOf(uri);
    int bang = path.indexOf('!');
    return Path.of(bang < 0 ? path : path.substring(0, bang));
  }

  /** The path within the image; its root if the URI names none. */
  static String path(URI uri) {
    String path = pathOf(uri);
    int bang = path.indexOf('!');
    return bang < 0 ? "/" : path.substring(bang + 1);
  }

  private static String pathOf(URI uri) {
    if (!SampleFileSystemProvider.SCHEME.equalsIgnoreCase(uri.getScheme())
        || uri.getPath() == null) {
      throw new IllegalArgumentException(uri + " is not samplefs:/path/image!/file");
    }
    return uri.getPath();
  }
}
