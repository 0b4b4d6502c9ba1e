package io.jlockdep.samplefs.crash;

import io.jlockdep.samplefs.block.RecordingDevice;
import java.util.ArrayList;
import java.util.List;

/**
 * Which of the writes that a crash may undo survive it. Of up to {@value #EXHAUSTIVE} writes every
 * subset; of more: none, all, each alone, all but each.
 */
final class CrashStates {
  static final int EXHAUSTIVE = 5;

  private CrashStates() {}

  /**
   * The moments at which a crash differs: before everything that makes something durable, and at
   * the end. A crash in between leaves what one of these leaves with fewer survivors.
   *
   * @param from events that are not looked at, since a shorter workload has them too
   * @return numbers of events
   */
  static List<Integer> moments(RecordingDevice device, int from) {
    List<Integer> moments = new ArrayList<>();
    for (int event = from; event < device.events(); event++) {
      if (device.isBarrier(event)) {
        moments.add(event);
      }
    }
    moments.add(device.events());
    return moments;
  }

  static List<List<Integer>> survivors(List<Integer> losable) {
    List<List<Integer>> all = new ArrayList<>();
    if (losable.size() <= EXHAUSTIVE) {
      for (int mask = 0; mask < 1 << losable.size(); mask++) {
        List<Integer> some = new ArrayList<>();
        for (int i = 0; i < losable.size(); i++) {
          if ((mask & 1 << i) != 0) {
            some.add(losable.get(i));
          }
        }
        all.add(some);
      }
      return all;
    }
    all.add(List.of());
    all.add(losable);
    for (Integer one : losable) {
      all.add(List.of(one));
      List<Integer> others = new ArrayList<>(losable);
      others.remove(one);
      all.add(others);
    }
    return all;
  }
}
