package io.jlockdep.samplefs.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BTreeTest {
  private final BTree tree = new BTree();
  private final TreeMap<byte[], byte[]> model = new TreeMap<>(Keys::compare);
  private int nextBlock = 1;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void holdsWhatASortedMapHolds(long seed) throws NoSpaceException {
    Random random = new Random(seed);
    Set<Integer> live = new HashSet<>();
    for (int step = 0; step < 20_000; step++) {
      boolean grows = (step / 4000) % 2 == 0;
      byte[] key = key(random);
      if (random.nextInt(10) < (grows ? 7 : 3)) {
        byte[] value = new byte[random.nextInt(100) == 0 ? 1000 : random.nextInt(40)];
        random.nextBytes(value);
        tree.put(key, value);
        model.put(key, value);
      } else {
        byte[] victim = model.ceilingKey(key);
        byte[] target = victim == null ? key : victim;
        assertThat(tree.remove(target)).isEqualTo(model.remove(target) != null);
      }
      Map.Entry<byte[], byte[]> floor = model.floorEntry(key);
      BTree.Item found = tree.floor(key);
      assertThat(found == null ? null : found.key())
          .as("seed %d, step %d", seed, step)
          .isEqualTo(floor == null ? null : floor.getKey());
      if (step % 500 == 0) {
        commit(live);
        compareAll("seed " + seed + ", step " + step);
      }
    }
  }

  /** Every block on the disk is part of the tree or was handed out as replaced, exactly once. */
  private void commit(Set<Integer> live) throws NoSpaceException {
    tree.write(
        node -> {
          assertThat(node.bytes()).isLessThanOrEqualTo(TreeNode.CAPACITY);
          live.add(nextBlock);
          return nextBlock++;
        });
    for (int block : tree.takeReplaced()) {
      assertThat(live.remove(block)).as("block " + block).isTrue();
    }
    assertThat(new HashSet<>(tree.blocks())).isEqualTo(live);
  }

  private void compareAll(String when) {
    List<byte[]> keys = new ArrayList<>();
    for (BTree.Item item : tree.range(new byte[0], Keys.of(-1L, Byte.MAX_VALUE))) {
      keys.add(item.key());
      assertThat(item.value()).as(when).isEqualTo(model.get(item.key()));
    }
    assertThat(keys).as(when).hasSameSizeAs(model.keySet());
    byte[][] sorted = model.keySet().toArray(new byte[0][]);
    assertThat(Arrays.deepEquals(keys.toArray(new byte[0][]), sorted)).as(when).isTrue();
  }

  private static byte[] key(Random random) {
    long owner = random.nextInt(40);
    return random.nextInt(3) == 0
        ? Keys.of(owner, Keys.ENTRY, "n".repeat(random.nextInt(200)) + random.nextInt(50))
        : Keys.of(owner, Keys.EXTENT, random.nextInt(500));
  }
}
