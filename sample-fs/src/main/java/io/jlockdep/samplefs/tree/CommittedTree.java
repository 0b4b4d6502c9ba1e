package io.jlockdep.samplefs.tree;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.block.BlockDevice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The shape of the tree that the newest superblock points at, and the writing of the next one. Not
 * thread safe.
 */
final class CommittedTree {
  /** Where an inode is. */
  private static final class Place {
    private int block;
    private final List<Integer> leaves = new ArrayList<>();
  }

  private record Pending(int block, ByteBuffer node) {}

  private Superblock superblock;
  private final List<Integer> tables;
  private final Map<Integer, Place> places = new TreeMap<>();

  CommittedTree(Superblock superblock, Map<Integer, TreeReader.Found> inodes) {
    this.superblock = superblock;
    this.tables = new ArrayList<>(superblock.tables());
    inodes.forEach(
        (number, found) -> {
          Place place = new Place();
          place.block = found.block();
          place.leaves.addAll(found.record().leaves());
          places.put(number, place);
        });
  }

  /**
   * Writes the next state; when this returns it is durable and the blocks of the old one are free.
   */
  void write(
      BlockDevice device,
      SpaceMap space,
      Map<Integer, MetadataTree.StagedInode> batch,
      int nextInode)
      throws IOException {
    long generation = superblock.generation() + 1;
    List<Pending> pending = new ArrayList<>();
    List<Integer> freed = new ArrayList<>();
    TreeSet<Integer> dirtyTables = new TreeSet<>();
    for (Map.Entry<Integer, MetadataTree.StagedInode> entry : batch.entrySet()) {
      writeInode(entry.getKey(), entry.getValue(), space, generation, pending, freed);
      dirtyTables.add(entry.getKey() / TreeReader.TABLE_SPAN);
    }
    for (int index : dirtyTables) {
      writeTable(index, space, generation, pending, freed);
    }
    submit(device, pending);
    device.flush();
    Superblock next =
        new Superblock(superblock.imageId(), generation, superblock.blocks(), nextInode, tables);
    next.write(device);
    superblock = next;
    for (int block : freed) {
      space.release(block, 1);
    }
  }

  private void writeInode(
      int number,
      MetadataTree.StagedInode inode,
      SpaceMap space,
      long generation,
      List<Pending> pending,
      List<Integer> freed)
      throws IOException {
    Place place = places.computeIfAbsent(number, n -> new Place());
    freed.addAll(inode.replaced());
    for (Map.Entry<Integer, Leaf> entry : inode.leaves().entrySet()) {
      int index = entry.getKey();
      while (place.leaves.size() <= index) {
        place.leaves.add(0);
      }
      free(place.leaves.get(index), freed);
      place.leaves.set(index, 0);
      if (!entry.getValue().isEmpty()) {
        int block = Math.toIntExact(space.allocateForCommit());
        ByteBuffer node =
            Node.create(Node.Kind.LEAF, superblock.imageId(), generation, block, number, index);
        entry.getValue().encode(node);
        place.leaves.set(index, block);
        pending.add(new Pending(block, node));
      }
    }
    while (!place.leaves.isEmpty() && place.leaves.get(place.leaves.size() - 1) == 0) {
      place.leaves.remove(place.leaves.size() - 1);
    }
    free(place.block, freed);
    place.block = Math.toIntExact(space.allocateForCommit());
    ByteBuffer node =
        Node.create(Node.Kind.INODE, superblock.imageId(), generation, place.block, number, 0);
    new InodeRecord(inode.name(), inode.size(), place.leaves).encode(node);
    pending.add(new Pending(place.block, node));
  }

  private void writeTable(
      int index, SpaceMap space, long generation, List<Pending> pending, List<Integer> freed)
      throws IOException {
    while (tables.size() <= index) {
      tables.add(0);
    }
    free(tables.get(index), freed);
    int block = Math.toIntExact(space.allocateForCommit());
    tables.set(index, block);
    ByteBuffer node =
        Node.create(Node.Kind.TABLE, superblock.imageId(), generation, block, 0, index);
    for (int slot = 0; slot < TreeReader.TABLE_SPAN; slot++) {
      Place place = places.get(index * TreeReader.TABLE_SPAN + slot);
      node.putInt(Node.PAYLOAD + slot * Integer.BYTES, place == null ? 0 : place.block);
    }
    pending.add(new Pending(block, node));
  }

  /** Neighbouring blocks go out in one write. */
  private static void submit(BlockDevice device, List<Pending> pending) throws IOException {
    pending.sort(Comparator.comparingInt(Pending::block));
    for (int from = 0; from < pending.size(); ) {
      int to = from + 1;
      while (to < pending.size() && pending.get(to).block() == pending.get(to - 1).block() + 1) {
        to++;
      }
      ByteBuffer run = AlignedBuffers.allocate((to - from) * BlockDevice.BLOCK);
      for (Pending one : pending.subList(from, to)) {
        Node.seal(one.node());
        run.put(one.node());
      }
      device.write(pending.get(from).block(), run.flip(), false);
      from = to;
    }
  }

  private static void free(int block, List<Integer> freed) {
    if (block != 0) {
      freed.add(block);
    }
  }
}
