package io.jlockdep.samplefs.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the entries of the trees make a filesystem: every name leads to an inode, every inode
 * has as many names as it says, extents do not overlap and lie within their file, every block of
 * data has a checksum and every checksum a block.
 */
final class TreeCheck {
  /** Takes the blocks of extents. */
  interface Claims {
    /** Says what is wrong about it itself. */
    boolean claim(long block, String what);
  }

  private static final int CHECKSUM_BYTES = Integer.BYTES;

  private final BTree files;
  private final BTree checksums;
  private final Claims claims;
  private final Consumer<String> problems;
  private final Map<Long, InodeItem> inodes = new TreeMap<>();
  private final Map<Long, Integer> names = new HashMap<>();
  private final Map<Long, List<Long>> entries = new HashMap<>();
  private final Set<Long> orphans = new HashSet<>();
  private long checksummed;

  TreeCheck(BTree files, BTree checksums, Claims claims, Consumer<String> problems) {
    this.files = files;
    this.checksums = checksums;
    this.claims = claims;
    this.problems = problems;
  }

  /** Goes through everything but the contents of the data blocks. */
  void check() {
    List<BTree.Item> items = files.range(new byte[0], Keys.of(-1L, Byte.MAX_VALUE));
    for (BTree.Item item : items) {
      if (Keys.kind(item.key()) == Keys.INODE) {
        readInode(Keys.owner(item.key()), item.value());
      }
    }
    long extentsOf = 0;
    long end = 0;
    for (BTree.Item item : items) {
      long owner = Keys.owner(item.key());
      if (owner != extentsOf) {
        extentsOf = owner;
        end = 0;
      }
      switch (Keys.kind(item.key())) {
        case Keys.ORPHAN -> orphans.add(Keys.number(item.key()));
        case Keys.ENTRY -> checkEntry(owner, item);
        case Keys.SYMLINK -> requireType(owner, FileType.SYMLINK, "a target");
        case Keys.XATTR -> requireInode(owner, "an attribute");
        case Keys.EXTENT -> end = checkExtent(owner, item, end);
        default -> {
          // INODE: read before
        }
      }
    }
    checkChecksums();
    checkLinks();
    checkReachable();
  }

  Map<Long, InodeItem> inodes() {
    return inodes;
  }

  private void readInode(long number, byte[] value) {
    InodeItem item = InodeItem.decode(value);
    if (item == null || item.size() < 0) {
      problems.accept("inode " + number + " has contents that cannot be");
    } else {
      inodes.put(number, item);
    }
  }

  private @Nullable InodeItem requireInode(long number, String what) {
    InodeItem item = inodes.get(number);
    if (item == null) {
      problems.accept("inode " + number + " has " + what + " but does not exist");
    }
    return item;
  }

  private void requireType(long number, FileType type, String what) {
    InodeItem item = requireInode(number, what);
    if (item != null && item.type() != type) {
      problems.accept("inode " + number + " has " + what + " but is a " + item.type());
    }
  }

  private void checkEntry(long directory, BTree.Item item) {
    String name = Keys.name(item.key());
    requireType(directory, FileType.DIRECTORY, "the entry '" + name + "'");
    if (item.value().length != Long.BYTES) {
      problems.accept("the entry '" + name + "' of inode " + directory + " is damaged");
      return;
    }
    long target = Metadata.entryTarget(item.value());
    if (!inodes.containsKey(target)) {
      problems.accept(
          "the name '" + name + "' in inode " + directory + " leads to no inode: " + target);
    }
    names.merge(target, 1, Integer::sum);
    entries.computeIfAbsent(directory, d -> new ArrayList<>()).add(target);
  }

  /** Returns where the extent ends. */
  private long checkExtent(long number, BTree.Item item, long previousEnd) {
    requireType(number, FileType.FILE, "an extent");
    InodeItem inode = inodes.get(number);
    Extent extent = Extent.decode(item.value());
    long block = Keys.number(item.key());
    String what = "inode " + number + ", block " + block;
    if (extent == null || extent.isHole()) {
      problems.accept(what + " has an extent that cannot be");
      return previousEnd;
    }
    if (block < previousEnd) {
      problems.accept(what + " lies in two extents");
    }
    long blocks = inode == null ? Long.MAX_VALUE : BlockMap.blocksOf(inode.size());
    if (extent.isData() && block + extent.count() > blocks) {
      problems.accept(what + ": the extent lies behind the end of the file");
    }
    for (int i = 0; i < extent.count(); i++) {
      boolean claimed =
          claims.claim(extent.disk() + i, "inode " + number + ", block " + (block + i));
      if (claimed && extent.isData() && inode != null && !inode.noCow()) {
        byte[] crc = checksums.get(Keys.of(0, Keys.CHECKSUM, extent.disk() + i));
        if (crc == null || crc.length != CHECKSUM_BYTES) {
          problems.accept("inode " + number + ", block " + (block + i) + " has no checksum");
        } else {
          checksummed++;
        }
      }
    }
    return block + extent.count();
  }

  private void checkChecksums() {
    long stored = checksums.range(new byte[0], Keys.of(-1L, Byte.MAX_VALUE)).size();
    if (stored > checksummed) {
      problems.accept((stored - checksummed) + " checksums belong to no block of data");
    }
  }

  private void checkLinks() {
    inodes.forEach(
        (number, item) -> {
          int found = number == Metadata.ROOT ? 1 : names.getOrDefault(number, 0);
          if (found != item.links()) {
            problems.accept("inode " + number + " has " + found + " names, not " + item.links());
          }
          if (found == 0 && !orphans.contains(number)) {
            problems.accept("inode " + number + " has no name and is not noted as an orphan");
          }
          if (found > 1 && item.type() == FileType.DIRECTORY) {
            problems.accept("directory " + number + " has " + found + " names");
          }
        });
    for (long orphan : orphans) {
      if (names.containsKey(orphan)) {
        problems.accept("orphan " + orphan + " has a name");
      }
    }
  }

  private void checkReachable() {
    InodeItem root = inodes.get(Metadata.ROOT);
    if (root == null || root.type() != FileType.DIRECTORY) {
      problems.accept("there is no root directory");
      return;
    }
    Set<Long> reached = new HashSet<>(Set.of(Metadata.ROOT));
    Deque<Long> toDo = new ArrayDeque<>(reached);
    while (!toDo.isEmpty()) {
      for (long child : entries.getOrDefault(toDo.remove(), List.of())) {
        if (reached.add(child)) {
          toDo.add(child);
        }
      }
    }
    inodes.forEach(
        (number, item) -> {
          if (!reached.contains(number) && names.containsKey(number)) {
            problems.accept("inode " + number + " cannot be reached from the root directory");
          }
        });
  }
}
