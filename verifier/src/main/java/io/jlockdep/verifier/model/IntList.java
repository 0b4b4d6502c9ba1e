package io.jlockdep.verifier.model;

import java.util.Arrays;

/** A list of ints without boxes. For one thread at a time. */
public final class IntList {
  private static final int[] NONE = {};

  private int[] values = NONE;
  private int size;

  public void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size + (size >> 1) + 8);
    }
    values[size++] = value;
  }

  public int get(int index) {
    return values[index];
  }

  public void set(int index, int value) {
    values[index] = value;
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public int last() {
    return values[size - 1];
  }

  public void removeLast() {
    size--;
  }

  /** Takes out the element at {@code index}. */
  public void remove(int index) {
    System.arraycopy(values, index + 1, values, index, size - index - 1);
    size--;
  }

  public void clear() {
    size = 0;
  }

  /** A copy. */
  public int[] toArray() {
    return Arrays.copyOf(values, size);
  }

  /** Of an ascending list: how many of its values are below {@code bound}. */
  public int countBelow(int bound) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (values[middle] < bound) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
