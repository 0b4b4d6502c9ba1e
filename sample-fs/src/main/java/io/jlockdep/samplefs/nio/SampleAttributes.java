package io.jlockdep.samplefs.nio;

import io.jlockdep.samplefs.tree.FileType;
import io.jlockdep.samplefs.tree.InodeItem;
import io.jlockdep.samplefs.vfs.Stat;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Attributes of a file as they were when they were read. */
record SampleAttributes(MountedImage image, Stat stat) implements PosixFileAttributes {
  /** A user or group: a number. */
  record Principal(int id) implements GroupPrincipal {
    @Override
    public String getName() {
      return Integer.toString(id);
    }
  }

  private InodeItem item() {
    return stat.item();
  }

  @Override
  public UserPrincipal owner() {
    return new Principal(item().owner());
  }

  @Override
  public GroupPrincipal group() {
    return new Principal(item().group());
  }

  @Override
  public Set<PosixFilePermission> permissions() {
    return permissionsOf(item().mode());
  }

  /** The permissions are declared in the order of their bits, the highest first. */
  static Set<PosixFilePermission> permissionsOf(int mode) {
    Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values();
    for (int i = 0; i < all.length; i++) {
      if ((mode & (1 << (all.length - 1 - i))) != 0) {
        set.add(all[i]);
      }
    }
    return set;
  }

  static int modeOf(Set<PosixFilePermission> permissions) {
    int mode = 0;
    for (PosixFilePermission permission : permissions) {
      mode |= 1 << (PosixFilePermission.values().length - 1 - permission.ordinal());
    }
    return mode;
  }

  private static FileTime time(long nanos) {
    return FileTime.from(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public FileTime lastModifiedTime() {
    return time(item().modified());
  }

  /** Reads do not change anything on the disk: the time of the last change stands for it. */
  @Override
  public FileTime lastAccessTime() {
    return lastModifiedTime();
  }

  @Override
  public FileTime creationTime() {
    return time(item().created());
  }

  @Override
  public boolean isRegularFile() {
    return item().type() == FileType.FILE;
  }

  @Override
  public boolean isDirectory() {
    return item().type() == FileType.DIRECTORY;
  }

  @Override
  public boolean isSymbolicLink() {
    return item().type() == FileType.SYMLINK;
  }

  @Override
  public boolean isOther() {
    return false;
  }

  @Override
  public long size() {
    return stat.size();
  }

  @Override
  public Object fileKey() {
    return "samplefs:" + System.identityHashCode(image) + ":" + stat.inode();
  }
}
