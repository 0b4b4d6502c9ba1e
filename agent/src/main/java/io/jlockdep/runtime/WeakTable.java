package io.jlockdep.runtime;

import java.lang.ref.ReferenceQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A map from objects, by identity and without keeping them alive, to {@link WeakNode}s.
 *
 * <p>{@link #find} takes no lock; it may miss an entry while the table grows. Who has missed asks
 * {@link #findLocked} under the table's monitor before he adds.
 */
final class WeakTable {
  /** Entries beyond this many live keys are refused: memory stays bounded. */
  static final int CAPACITY = 1 << 20;

  final ReferenceQueue<Object> queue = new ReferenceQueue<>();
  private volatile AtomicReferenceArray<@Nullable WeakNode> buckets =
      new AtomicReferenceArray<>(256);
  private int size;

  @Nullable WeakNode find(Object key) {
    return search(key, System.identityHashCode(key));
  }

  /** Exact; the caller holds this table's monitor. */
  @Nullable WeakNode findLocked(Object key) {
    purge();
    return search(key, System.identityHashCode(key));
  }

  /** Adds a node whose key is absent; the caller holds this table's monitor. */
  void add(WeakNode node) {
    purge();
    if (size >= CAPACITY) {
      return;
    }
    if (size >= buckets.length()) {
      grow();
    }
    int index = node.hash & (buckets.length() - 1);
    node.next = buckets.get(index);
    buckets.set(index, node);
    size++;
  }

  /** How many entries there are; without a lock, and so perhaps a little late. */
  int size() {
    return size;
  }

  /** Forgets entries whose objects are gone. */
  synchronized void sweep() {
    purge();
  }

  /** All entries, also those whose objects are gone. */
  synchronized WeakNode[] snapshot() {
    WeakNode[] nodes = new WeakNode[size];
    int count = 0;
    for (int i = 0; i < buckets.length(); i++) {
      for (WeakNode node = buckets.get(i); node != null; node = node.next) {
        nodes[count++] = node;
      }
    }
    return nodes;
  }

  private @Nullable WeakNode search(Object key, int hash) {
    AtomicReferenceArray<@Nullable WeakNode> table = buckets;
    WeakNode node = table.get(hash & (table.length() - 1));
    while (node != null) {
      if (node.hash == hash && node.refersTo(key)) {
        return node;
      }
      node = node.next;
    }
    return null;
  }

  private void purge() {
    Object dead;
    while ((dead = queue.poll()) != null) {
      remove((WeakNode) dead);
      ((WeakNode) dead).gone();
    }
  }

  private void remove(WeakNode dead) {
    int index = dead.hash & (buckets.length() - 1);
    WeakNode before = null;
    for (WeakNode node = buckets.get(index); node != null; node = node.next) {
      if (node == dead) {
        if (before == null) {
          buckets.set(index, node.next);
        } else {
          before.next = node.next;
        }
        size--;
        return;
      }
      before = node;
    }
  }

  private void grow() {
    AtomicReferenceArray<@Nullable WeakNode> old = buckets;
    int length = old.length() * 2;
    AtomicReferenceArray<@Nullable WeakNode> table = new AtomicReferenceArray<>(length);
    for (int i = 0; i < old.length(); i++) {
      WeakNode node = old.get(i);
      while (node != null) {
        WeakNode next = node.next;
        int index = node.hash & (length - 1);
        node.next = table.get(index);
        table.set(index, node);
        node = next;
      }
    }
    buckets = table;
  }
}
