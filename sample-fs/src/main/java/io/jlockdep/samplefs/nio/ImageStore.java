package io.jlockdep.samplefs.nio;

import io.jlockdep.samplefs.block.BlockDevice;
import java.nio.file.FileStore;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import org.jspecify.annotations.Nullable;

/** The space of an image. */
final class ImageStore extends FileStore {
  private final MountedImage image;

  ImageStore(MountedImage image) {
    this.image = image;
  }

  @Override
  public String name() {
    return image.toString();
  }

  @Override
  public String type() {
    return "samplefs";
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public long getTotalSpace() {
    return image.mounted().statfs().blocks() * BlockDevice.BLOCK;
  }

  @Override
  public long getUsableSpace() {
    return image.mounted().statfs().free() * BlockDevice.BLOCK;
  }

  @Override
  public long getUnallocatedSpace() {
    return getUsableSpace();
  }

  @Override
  public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
    return type == BasicFileAttributeView.class
        || type == FileOwnerAttributeView.class
        || type == PosixFileAttributeView.class;
  }

  @Override
  public boolean supportsFileAttributeView(String name) {
    return image.supportedFileAttributeViews().contains(name);
  }

  @Override
  public <V extends FileStoreAttributeView> @Nullable V getFileStoreAttributeView(Class<V> type) {
    return null;
  }

  @Override
  public Object getAttribute(String attribute) {
    throw new UnsupportedOperationException("no attribute " + attribute);
  }
}
