package io.jlockdep.runtime;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** An entry of a {@link WeakTable}: what is known of one object, found by its identity. */
abstract class WeakNode extends WeakReference<Object> {
  final int hash;
  @Nullable WeakNode next;

  WeakNode(Object key, @Nullable ReferenceQueue<Object> queue) {
    super(key, queue);
    this.hash = System.identityHashCode(key);
  }

  /** Its object is gone and it has left the table. */
  void gone() {}
}
