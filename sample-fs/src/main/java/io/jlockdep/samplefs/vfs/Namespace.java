package io.jlockdep.samplefs.vfs;

import io.jlockdep.samplefs.lock.RwSemaphore;
import io.jlockdep.samplefs.tree.FileType;
import io.jlockdep.samplefs.tree.InodeItem;
import io.jlockdep.samplefs.tree.Metadata;
import io.jlockdep.samplefs.tree.Transaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Directories and names. One lock guards all of them, the namespace lock: shared to look something
 * up, exclusive to change a name. It comes before every inode lock, and no two inode locks are ever
 * held together, so that a rename can do without an order among files.
 *
 * <p>Every change is one transaction, so that after a crash a rename has happened or has not.
 */
final class Namespace {
  private static final int MAX_NAME_BYTES = 255;
  private static final int MAX_LINKS = 65_000;
  private static final int MAX_SYMLINKS = 40;
  static final int MAX_TARGET_BYTES = 1000;

  /** Where a path leads: the directory, the last name, and the inode number, 0 if there is none. */
  record Found(long directory, String name, long number) {}

  private final Metadata metadata;

  /** The namespace lock. */
  private final RwSemaphore lock = new RwSemaphore();

  private final Map<Long, Inode> inodes = new ConcurrentHashMap<>();

  Namespace(Metadata metadata) {
    this.metadata = metadata;
  }

  /** Finds an inode. */
  Inode find(String path, boolean followLast) throws IOException {
    lock.downRead();
    try {
      return existing(path, followLast);
    } finally {
      lock.upRead();
    }
  }

  /** Finds a file and counts an open, so that it outlives its name until {@link #close}. */
  Inode open(String path) throws IOException {
    lock.downWrite();
    try {
      Inode inode = existing(path, true);
      if (inode.isDirectory()) {
        throw new FsException(ErrorCode.EISDIR, path);
      }
      inode.opens++;
      return inode;
    } finally {
      lock.upWrite();
    }
  }

  /** Takes an open back; the last one of an inode without a name deletes it. */
  void close(Inode inode) {
    lock.downWrite();
    try {
      inode.opens--;
      if (inode.opens == 0 && inode.item().links() == 0) {
        delete(inode);
      }
    } finally {
      lock.upWrite();
    }
  }

  /** Makes a new inode with a name. */
  Inode create(String path, InodeItem item, String target) throws IOException {
    lock.downWrite();
    try {
      Found found = resolve(path, false);
      requireNew(found, path);
      if (target.getBytes(StandardCharsets.UTF_8).length > MAX_TARGET_BYTES) {
        throw new FsException(ErrorCode.ENAMETOOLONG, path);
      }
      long number;
      try (Transaction transaction = metadata.start()) {
        number = transaction.newInode();
        transaction.putInode(number, item);
        if (item.type() == FileType.SYMLINK) {
          transaction.putSymlink(number, target);
        }
        transaction.putEntry(found.directory(), found.name(), number);
        touchDirectory(transaction, found.directory());
      }
      Inode inode = new Inode(metadata.blockMap(number), path, item);
      inodes.put(number, inode);
      return inode;
    } finally {
      lock.upWrite();
    }
  }

  /** Gives a file another name. */
  void link(String existing, String path) throws IOException {
    lock.downWrite();
    try {
      Inode inode = existing(existing, false);
      if (inode.isDirectory()) {
        throw new FsException(ErrorCode.EPERM, existing);
      }
      if (inode.item().links() >= MAX_LINKS) {
        throw new FsException(ErrorCode.EMLINK, existing);
      }
      Found found = resolve(path, false);
      requireNew(found, path);
      try (Transaction transaction = metadata.start()) {
        changeLinks(transaction, inode, 1);
        transaction.putEntry(found.directory(), found.name(), inode.number());
        touchDirectory(transaction, found.directory());
      }
    } finally {
      lock.upWrite();
    }
  }

  /** Takes a name away: of a file, or of an empty directory. */
  void remove(String path, boolean directory) throws IOException {
    lock.downWrite();
    try {
      Found found = resolve(path, false);
      Inode inode = existing(found, path);
      requireRemovable(inode, directory, path);
      try (Transaction transaction = metadata.start()) {
        transaction.removeEntry(found.directory(), found.name(), inode.number());
        dropName(transaction, inode);
        touchDirectory(transaction, found.directory());
      }
      forget(inode);
    } finally {
      lock.upWrite();
    }
  }

  private void requireRemovable(Inode inode, boolean directory, String path) throws IOException {
    if (inode.number() == Metadata.ROOT) {
      throw new FsException(ErrorCode.EBUSY, path);
    }
    if (inode.isDirectory() != directory) {
      throw new FsException(directory ? ErrorCode.ENOTDIR : ErrorCode.EISDIR, path);
    }
    if (directory && !metadata.entries(inode.number()).isEmpty()) {
      throw new FsException(ErrorCode.ENOTEMPTY, path);
    }
  }

  /**
   * Renames, atomically. A file takes the place of a file, a directory of an empty directory, if
   * {@code replace} allows it.
   */
  void rename(String from, String to, boolean replace) throws IOException {
    lock.downWrite();
    try {
      Found source = resolve(from, false);
      Inode inode = existing(source, from);
      Found target = resolve(to, false);
      if (target.name().isEmpty() || source.name().isEmpty()) {
        throw new FsException(ErrorCode.EBUSY, target.name().isEmpty() ? to : from);
      }
      if (inode.isDirectory() && isWithin(target.directory(), inode.number())) {
        throw new FsException(ErrorCode.EINVAL, to);
      }
      if (target.number() == inode.number()) {
        return;
      }
      Inode replaced = target.number() == 0 ? null : existing(target, to);
      if (replaced != null) {
        if (!replace) {
          throw new FsException(ErrorCode.EEXIST, to);
        }
        requireRemovable(replaced, inode.isDirectory(), to);
      }
      requireName(target.name(), to);
      try (Transaction transaction = metadata.start()) {
        transaction.removeEntry(source.directory(), source.name(), inode.number());
        if (replaced != null) {
          transaction.removeEntry(target.directory(), target.name(), replaced.number());
          dropName(transaction, replaced);
        }
        transaction.putEntry(target.directory(), target.name(), inode.number());
        touchDirectory(transaction, source.directory());
        touchDirectory(transaction, target.directory());
      }
      if (replaced != null) {
        forget(replaced);
      }
    } finally {
      lock.upWrite();
    }
  }

  /** Whether {@code directory} is {@code ancestor} or lies under it. */
  private boolean isWithin(long directory, long ancestor) {
    if (directory == ancestor) {
      return true;
    }
    Deque<Long> toDo = new ArrayDeque<>(List.of(ancestor));
    while (!toDo.isEmpty()) {
      for (long child : metadata.entries(toDo.remove()).values()) {
        InodeItem item = metadata.inode(child);
        if (child == directory) {
          return true;
        } else if (item != null && item.type() == FileType.DIRECTORY) {
          toDo.add(child);
        }
      }
    }
    return false;
  }

  /** The names in a directory with their inodes, in order. */
  Map<String, Inode> entries(String path) throws IOException {
    lock.downRead();
    try {
      Inode directory = existing(path, true);
      if (!directory.isDirectory()) {
        throw new FsException(ErrorCode.ENOTDIR, path);
      }
      Map<String, Inode> entries = new TreeMap<>();
      metadata
          .entries(directory.number())
          .forEach((name, number) -> entries.put(name, inode(number, name)));
      return entries;
    } finally {
      lock.upRead();
    }
  }

  /** Every inode that is in memory. */
  List<Inode> inMemory() {
    return new ArrayList<>(inodes.values());
  }

  /** Deletes what had lost its last name while it was open when the filesystem went down. */
  void deleteOrphans() {
    for (long number : metadata.orphans()) {
      delete(inode(number, "orphan"));
    }
  }

  private void dropName(Transaction transaction, Inode inode) {
    changeLinks(transaction, inode, -1);
    if (inode.item().links() == 0) {
      transaction.addOrphan(inode.number());
    }
  }

  /** After a name is gone: deletes the inode if that was the last one and nobody has it open. */
  private void forget(Inode inode) {
    if (inode.item().links() == 0 && inode.opens == 0) {
      delete(inode);
    }
  }

  private void delete(Inode inode) {
    inode.inodeLock();
    try {
      inode.dioCount.inodeDioWait();
      try (Transaction transaction = metadata.start()) {
        transaction.removeInode(inode.number());
      }
      inode.pages.drop(0, Long.MAX_VALUE);
      inodes.remove(inode.number());
    } finally {
      inode.inodeUnlock();
    }
  }

  private static void changeLinks(Transaction transaction, Inode inode, int by) {
    inode.setItem(inode.item().withLinks(inode.item().links() + by));
    transaction.putInode(inode.number(), inode.takeItem());
  }

  private void touchDirectory(Transaction transaction, long directory) {
    Inode inode = inode(directory, "");
    inode.touch();
    transaction.putInode(directory, inode.takeItem());
  }

  private static void requireNew(Found found, String path) throws IOException {
    if (found.number() != 0) {
      throw new FsException(ErrorCode.EEXIST, path);
    }
    requireName(found.name(), path);
  }

  private static void requireName(String name, String path) throws IOException {
    if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
      throw new FsException(ErrorCode.ENAMETOOLONG, path);
    }
    if (name.indexOf('\0') >= 0) {
      throw new FsException(ErrorCode.EINVAL, path);
    }
  }

  private Inode existing(String path, boolean followLast) throws IOException {
    return existing(resolve(path, followLast), path);
  }

  private Inode existing(Found found, String path) throws IOException {
    if (found.number() == 0) {
      throw new FsException(ErrorCode.ENOENT, path);
    }
    return inode(found.number(), path);
  }

  private Inode inode(long number, String name) {
    return inodes.computeIfAbsent(
        number,
        n -> {
          InodeItem item = metadata.inode(n);
          if (item == null) {
            throw new IllegalStateException("a name leads to no inode: " + n);
          }
          return new Inode(metadata.blockMap(n), name, item);
        });
  }

  /** Follows a path, relative to the root, whose parent directories must all exist. */
  private Found resolve(String path, boolean followLast) throws IOException {
    Deque<Long> directories = new ArrayDeque<>(List.of(Metadata.ROOT));
    Deque<String> names = split(path);
    int links = 0;
    while (!names.isEmpty()) {
      String name = names.pop();
      long directory = directories.getLast();
      if (name.equals(".") || (name.equals("..") && directories.size() == 1)) {
        continue;
      } else if (name.equals("..")) {
        directories.removeLast();
        continue;
      }
      long number = metadata.entry(directory, name);
      InodeItem item = number == 0 ? null : metadata.inode(number);
      if (item != null && item.type() == FileType.SYMLINK && (followLast || !names.isEmpty())) {
        if (++links > MAX_SYMLINKS) {
          throw new FsException(ErrorCode.ELOOP, path);
        }
        String target = metadata.symlink(number);
        if (target.startsWith("/")) {
          directories = new ArrayDeque<>(List.of(Metadata.ROOT));
        }
        Deque<String> rest = split(target);
        rest.addAll(names);
        names = rest;
      } else if (names.isEmpty()) {
        return new Found(directory, name, number);
      } else if (item == null) {
        throw new FsException(ErrorCode.ENOENT, path);
      } else if (item.type() != FileType.DIRECTORY) {
        throw new FsException(ErrorCode.ENOTDIR, path);
      } else {
        directories.addLast(number);
      }
    }
    return new Found(directories.getLast(), "", directories.getLast());
  }

  private static Deque<String> split(String path) {
    Deque<String> names = new ArrayDeque<>();
    for (String name : path.split("/")) {
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return names;
  }
}
