package io.jlockdep.verifier.read;

import io.jlockdep.verifier.model.Contention;
import io.jlockdep.verifier.model.Durations;
import io.jlockdep.verifier.model.HoldTime;
import io.jlockdep.verifier.model.Holder;
import io.jlockdep.verifier.model.LockClass;
import io.jlockdep.verifier.model.LockKind;
import io.jlockdep.verifier.model.LockTimes;
import io.jlockdep.verifier.model.WaitShare;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The events of one recording that say how long threads waited for locks and held them. They are
 * cumulative: of those with one key the one with the greatest count is the last.
 */
final class RawContention {
  private static final LockClass OTHERS =
      new LockClass("(other locks)", "type", LockKind.LOCK, true, true, "");

  private record LockKey(int lockClass, String mode) {}

  private record LockRow(long acquisitions, Durations waits, Durations holds) {}

  private record WaitKey(
      int lockClass, String waiterMode, int waiter, String holder, String holderMode, int by) {}

  private record HoldKey(int lockClass, String mode, int stack) {}

  private record Sum(long count, long total, long max) {}

  private final Map<LockKey, LockRow> locks = new HashMap<>();
  private final Map<WaitKey, Sum> waits = new HashMap<>();
  private final Map<HoldKey, Sum> holds = new HashMap<>();

  void lockStat(EventIntake.Fields f) {
    locks.merge(
        new LockKey(f.number("lockClass"), f.text("mode")),
        new LockRow(
            f.big("acquisitions"),
            new Durations(
                f.big("contentions"),
                f.big("waitTotalNanos"),
                f.big("waitMinNanos"),
                f.big("waitMaxNanos"),
                buckets(f.text("waits"))),
            new Durations(
                f.big("holds"),
                f.big("holdTotalNanos"),
                f.big("holdMinNanos"),
                f.big("holdMaxNanos"),
                buckets(f.text("holdTimes")))),
        RawContention::later);
  }

  void contention(EventIntake.Fields f) {
    waits.merge(
        new WaitKey(
            f.number("lockClass"),
            f.text("waiterMode"),
            f.number("waiterStack"),
            f.text("holder"),
            f.text("holderMode"),
            f.number("holderStack")),
        sum(f),
        RawContention::later);
  }

  void hold(EventIntake.Fields f) {
    holds.merge(
        new HoldKey(f.number("lockClass"), f.text("mode"), f.number("stack")),
        sum(f),
        RawContention::later);
  }

  void addAll(RawContention other) {
    other.locks.forEach((key, row) -> locks.merge(key, row, RawContention::later));
    other.waits.forEach((key, row) -> waits.merge(key, row, RawContention::later));
    other.holds.forEach((key, row) -> holds.merge(key, row, RawContention::later));
  }

  /** With what the ids stand for. */
  Contention resolve(Dictionary dictionary) {
    return Contention.of(
        List.of(
            new Contention(
                locks.entrySet().stream()
                    .map(
                        each ->
                            new LockTimes(
                                lockClass(dictionary, each.getKey().lockClass()),
                                Dictionary.mode(each.getKey().mode()),
                                each.getValue().acquisitions(),
                                each.getValue().waits(),
                                each.getValue().holds()))
                    .toList(),
                waits.entrySet().stream()
                    .map(each -> share(dictionary, each.getKey(), each.getValue()))
                    .toList(),
                holds.entrySet().stream()
                    .map(
                        each ->
                            new HoldTime(
                                lockClass(dictionary, each.getKey().lockClass()),
                                Dictionary.mode(each.getKey().mode()),
                                dictionary.stack(each.getKey().stack()),
                                each.getValue().count(),
                                each.getValue().total(),
                                each.getValue().max()))
                    .toList())));
  }

  /** Classes too many to be measured one by one share the number 0. */
  private static LockClass lockClass(Dictionary dictionary, int id) {
    return id == 0 ? OTHERS : dictionary.lockClass(id);
  }

  private static WaitShare share(Dictionary dictionary, WaitKey key, Sum sum) {
    return new WaitShare(
        lockClass(dictionary, key.lockClass()),
        Dictionary.mode(key.waiterMode()),
        dictionary.stack(key.waiter()),
        Holder.of(key.holder()),
        Dictionary.mode(key.holderMode()),
        dictionary.stack(key.by()),
        sum.count(),
        sum.total(),
        sum.max());
  }

  private static Sum sum(EventIntake.Fields f) {
    return new Sum(f.big("count"), f.big("totalNanos"), f.big("maxNanos"));
  }

  private static Sum later(Sum one, Sum other) {
    return other.count() >= one.count() ? other : one;
  }

  private static LockRow later(LockRow one, LockRow other) {
    long before = one.acquisitions() + one.holds().count();
    return other.acquisitions() + other.holds().count() >= before ? other : one;
  }

  /** {@code bucket:count} separated by blanks; what is not so is passed over. */
  private static SortedMap<Integer, Long> buckets(String text) {
    SortedMap<Integer, Long> buckets = new TreeMap<>();
    for (String each : text.split(" ")) {
      String[] parts = each.split(":", -1);
      try {
        if (parts.length == 2) {
          buckets.put(Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
        }
      } catch (NumberFormatException e) {
        // not of this format version
      }
    }
    return buckets;
  }
}
