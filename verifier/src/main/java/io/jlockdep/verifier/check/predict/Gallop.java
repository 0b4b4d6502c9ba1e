package io.jlockdep.verifier.check.predict;

import io.jlockdep.verifier.model.IntList;

/** Search in ascending lists from where the search before ended. */
final class Gallop {
  private Gallop() {}

  /** How many values of {@code list} are below {@code bound}, given that {@code from} are. */
  static int countBelow(IntList list, int from, int bound) {
    int low = from;
    int step = 1;
    while (low + step <= list.size() && list.get(low + step - 1) < bound) {
      low += step;
      step <<= 1;
    }
    int high = Math.min(list.size(), low + step - 1);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (list.get(middle) < bound) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
