package io.jlockdep.runtime;

import io.jlockdep.runtime.event.ContentionEvent;
import io.jlockdep.runtime.event.Entry;
import io.jlockdep.runtime.event.HoldEvent;
import io.jlockdep.runtime.event.LockStatEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@link TimeTables} as events: cumulative, and only what has changed. */
final class ContentionEntries {
  private ContentionEntries() {}

  /** What is new in {@code now}. */
  static List<Entry> changes(TimeTables.@Nullable Sum before, TimeTables.Sum now) {
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<Integer, TimeTables.LockTimes> each : now.locks.entrySet()) {
      TimeTables.LockTimes times = each.getValue();
      TimeTables.LockTimes old = before == null ? null : before.locks.get(each.getKey());
      if (old == null
          || old.acquisitions != times.acquisitions
          || old.holds.count != times.holds.count) {
        entries.add(stat(each.getKey(), times));
      }
    }
    now.blame.forEach(new Changed(entries, before == null ? null : before.blame, true));
    now.holds.forEach(new Changed(entries, before == null ? null : before.holds, false));
    return entries;
  }

  private static final class Changed implements TimeSums.Each {
    private final List<Entry> entries;
    private final @Nullable TimeSums before;
    private final boolean isBlame;

    Changed(List<Entry> entries, @Nullable TimeSums before, boolean isBlame) {
      this.entries = entries;
      this.before = before;
      this.isBlame = isBlame;
    }

    @Override
    public void sum(long a, long b, long count, long total, long greatest) {
      if (before == null || before.count(a, b) != count) {
        entries.add(
            isBlame ? blame(a, b, count, total, greatest) : hold(a, b, count, total, greatest));
      }
    }
  }

  private static Entry stat(int key, TimeTables.LockTimes times) {
    LockStatEvent event = new LockStatEvent();
    event.lockClass = key >> 1;
    event.mode = Acquire.modeName(key & 1);
    event.acquisitions = times.acquisitions;
    event.contentions = times.waits.count;
    event.waitTotalNanos = times.waits.total;
    event.waitMinNanos = times.waits.min;
    event.waitMaxNanos = times.waits.max;
    event.waits = times.waits.histogram();
    event.holds = times.holds.count;
    event.holdTotalNanos = times.holds.total;
    event.holdMinNanos = times.holds.min;
    event.holdMaxNanos = times.holds.max;
    event.holdTimes = times.holds.histogram();
    return event;
  }

  private static Entry blame(long a, long b, long count, long total, long greatest) {
    ContentionEvent event = new ContentionEvent();
    int waiter = (int) (b >> 32);
    int holder = (int) b;
    event.lockClass = (int) (a >> 3);
    event.waiterMode = Acquire.modeName((int) (a >> 2) & 1);
    event.waiterStack = Math.max(0, waiter);
    event.holder = holderWord(holder);
    event.holderMode = holder > 0 ? Acquire.modeName((int) (a >> 1) & 1) : "";
    event.holderStack = Math.max(0, holder);
    event.count = count;
    event.totalNanos = total;
    event.maxNanos = greatest;
    return event;
  }

  private static String holderWord(int holder) {
    switch (holder) {
      case WaitSplit.HAND_OFF:
        return "hand-off";
      case WaitSplit.UNKNOWN:
        return "unknown";
      case WaitSplit.OTHER:
        return "other";
      default:
        return "stack";
    }
  }

  private static Entry hold(long a, long b, long count, long total, long greatest) {
    HoldEvent event = new HoldEvent();
    event.lockClass = (int) (a >> 3);
    event.mode = Acquire.modeName((int) (a >> 2) & 1);
    event.stack = Math.max(0, (int) b);
    event.count = count;
    event.totalNanos = total;
    event.maxNanos = greatest;
    return event;
  }
}
