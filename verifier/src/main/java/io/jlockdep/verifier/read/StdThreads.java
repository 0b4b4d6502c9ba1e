package io.jlockdep.verifier.read;

import io.jlockdep.verifier.model.IntList;
import io.jlockdep.verifier.model.LongIntMap;
import java.util.BitSet;

/**
 * The threads of a trace in the exchange format. A start or join may name {@code 11} for the thread
 * {@code T11}, or the other way round; a thread of the very name goes first. A start comes before
 * the first event of its thread: it reserves a number, and the thread takes it up under either
 * name.
 */
final class StdThreads {
  private static final int NONE = -1;

  private final ByteNames names = new ByteNames();
  private final IntList numberOf = new IntList();
  private final IntList nameOf = new IntList();
  private final BitSet acted = new BitSet();
  private final LongIntMap actedByKey = new LongIntMap();

  /** The number of a thread that acts; by its key, if that is known and not the first time. */
  int acting(long key, byte[] bytes, int from, int to) {
    int number = actedByKey.get(key);
    if (number == LongIntMap.NONE) {
      number = acting(bytes, from, to);
      if (key != ByteNames.LONG) {
        actedByKey.put(key, number);
      }
    }
    return number;
  }

  private int acting(byte[] bytes, int from, int to) {
    int name = names.number(bytes, from, to);
    if (name == numberOf.size()) {
      int reserved = other(bytes, from, to);
      if (reserved == NONE || acted.get(reserved)) {
        add(name);
      } else {
        numberOf.add(reserved);
        nameOf.set(reserved, name);
      }
    }
    int number = numberOf.get(name);
    acted.set(number);
    return number;
  }

  /** The number of a thread that is started. */
  int started(byte[] bytes, int from, int to) {
    int known = joined(bytes, from, to);
    if (known != NONE) {
      return known;
    }
    return add(names.number(bytes, from, to));
  }

  /** The number of a thread that was waited for; negative if there is no such thread so far. */
  int joined(byte[] bytes, int from, int to) {
    int name = names.find(bytes, from, to);
    return name == ByteNames.UNKNOWN ? other(bytes, from, to) : numberOf.get(name);
  }

  /** Threads, also those that were started and did nothing. */
  int size() {
    return nameOf.size();
  }

  /** Threads that did something. */
  int actingCount() {
    return acted.cardinality();
  }

  String name(int number) {
    return names.name(nameOf.get(number));
  }

  private int add(int name) {
    numberOf.add(nameOf.size());
    nameOf.add(name);
    return nameOf.size() - 1;
  }

  /** The thread that is called so with the letter, or without. */
  private int other(byte[] bytes, int from, int to) {
    if (to - from > 1 && bytes[from] == 'T') {
      return number(names.find(bytes, from + 1, to));
    }
    byte[] longer = new byte[1 + to - from + ByteNames.SLACK];
    longer[0] = 'T';
    System.arraycopy(bytes, from, longer, 1, to - from);
    return number(names.find(longer, 0, 1 + to - from));
  }

  private int number(int name) {
    return name == ByteNames.UNKNOWN ? NONE : numberOf.get(name);
  }
}
