package io.jlockdep.samplefs.nio;

import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.block.ImageFileDevice;
import io.jlockdep.samplefs.vfs.FileSystem;
import java.io.IOException;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The images that are mounted, each by its absolute path. Any thread may call. */
final class Mounts {
  private final SampleFileSystemProvider provider;
  private final Map<Path, MountedImage> mounted = new HashMap<>();

  Mounts(SampleFileSystemProvider provider) {
    this.provider = provider;
  }

  /**
   * Mounts an image.
   *
   * @param options {@code create}: the size in bytes of an image that is to be made if there is
   *     none
   * @throws FileSystemAlreadyExistsException if it is mounted
   */
  synchronized MountedImage add(Path image, Map<String, ?> options) throws IOException {
    Path host = image.toAbsolutePath().normalize();
    if (mounted.containsKey(host)) {
      throw new FileSystemAlreadyExistsException(host.toString());
    }
    Object size = options.get("create");
    if (size != null && !Files.exists(host)) {
      try (BlockDevice device =
          ImageFileDevice.create(host, ((Number) size).longValue() / BlockDevice.BLOCK)) {
        FileSystem.format(device);
      }
    }
    MountedImage made =
        new MountedImage(provider, host, FileSystem.mount(ImageFileDevice.open(host), Set.of()));
    mounted.put(host, made);
    return made;
  }

  synchronized @Nullable MountedImage find(Path image) {
    return mounted.get(image.toAbsolutePath().normalize());
  }

  synchronized void remove(Path host) {
    mounted.remove(host);
  }
}
