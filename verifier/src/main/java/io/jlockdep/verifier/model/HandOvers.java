package io.jlockdep.verifier.model;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All moments at which one thread hands over to another one: what it did up to then comes before
 * what the other one does from another moment on. Only those are kept that say something.
 */
final class HandOvers {
  record HandOver(long fromOn, HappensBefore.Why why) {}

  private final TreeMap<Long, HandOver> byEnd = new TreeMap<>();

  void add(long upTo, long fromOn, HappensBefore.Why why) {
    Map.Entry<Long, HandOver> later = byEnd.ceilingEntry(upTo);
    if (later != null && later.getValue().fromOn() <= fromOn) {
      return; // the later one hands over more, and no later
    }
    Map.Entry<Long, HandOver> earlier = byEnd.floorEntry(upTo);
    while (earlier != null && earlier.getValue().fromOn() >= fromOn) {
      byEnd.remove(earlier.getKey());
      earlier = byEnd.floorEntry(upTo);
    }
    byEnd.put(upTo, new HandOver(fromOn, why));
  }

  /** The first one that hands over what was done until {@code seq}. */
  Optional<HandOver> after(long seq) {
    return Optional.ofNullable(byEnd.ceilingEntry(seq)).map(Map.Entry::getValue);
  }
}
