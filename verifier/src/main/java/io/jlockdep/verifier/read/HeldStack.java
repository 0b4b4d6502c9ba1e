package io.jlockdep.verifier.read;

import java.util.Arrays;

/**
 * The locks that one thread of a trace holds, outermost first. A lock is at a position, from 0; all
 * that is said of it lies side by side.
 */
final class HeldStack {
  private static final int LOCK = 0;
  private static final int OP = 1;
  private static final int SITE = 2;
  private static final int DEPTH = 3;
  private static final int OPERATION = 4;
  private static final int NODE = 5;
  private static final int WIDTH = 6;

  private int[] words = new int[4 * WIDTH];
  private int size;

  int size() {
    return size;
  }

  /** Takes a lock, once. */
  void push(int lock, int op, int site, int operation, int node) {
    int at = size * WIDTH;
    if (at == words.length) {
      words = Arrays.copyOf(words, at * 2);
    }
    words[at + LOCK] = lock;
    words[at + OP] = op;
    words[at + SITE] = site;
    words[at + DEPTH] = 1;
    words[at + OPERATION] = operation;
    words[at + NODE] = node;
    size++;
  }

  /** Takes out the lock at a position. */
  void remove(int position) {
    size--;
    int at = position * WIDTH;
    if (position < size) {
      System.arraycopy(words, at + WIDTH, words, at, (size - position) * WIDTH);
    }
  }

  /** The innermost position of a lock; negative if it is not held. */
  int positionOf(int lock) {
    for (int left = size; left > 0; left--) { // ends at 0: C2 makes no guess that fails
      if (words[(left - 1) * WIDTH + LOCK] == lock) {
        return left - 1;
      }
    }
    return -1;
  }

  int lock(int position) {
    return words[position * WIDTH + LOCK];
  }

  int op(int position) {
    return words[position * WIDTH + OP];
  }

  int site(int position) {
    return words[position * WIDTH + SITE];
  }

  /** Number of the operations that the thread was inside when it took the lock. */
  int operation(int position) {
    return words[position * WIDTH + OPERATION];
  }

  /** The node of the chain that ends with this lock. */
  int node(int position) {
    return words[position * WIDTH + NODE];
  }

  void setNode(int position, int node) {
    words[position * WIDTH + NODE] = node;
  }

  /** Takes the lock once more, or gives it up once; returns how often it is held now. */
  int deepen(int position, int change) {
    return words[position * WIDTH + DEPTH] += change;
  }
}
