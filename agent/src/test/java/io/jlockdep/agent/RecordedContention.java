package io.jlockdep.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;

/** What a recording says of contention; of repeated events the last one counts. */
final class RecordedContention {
  private final RecordedFacts facts;
  private final Map<Integer, String> stacks = new HashMap<>();
  private final Map<String, RecordedEvent> stats;
  private final Map<String, RecordedEvent> blame;
  private final Map<String, RecordedEvent> holds;

  RecordedContention(RecordedFacts facts) {
    this.facts = facts;
    for (RecordedEvent event : facts.of("Stack")) {
      stacks.put(event.getInt("stack"), event.getString("frames"));
    }
    stats = last("LockStat", "acquisitions", "lockClass", "mode");
    blame =
        last(
            "Contention",
            "count",
            "lockClass",
            "waiterMode",
            "waiterStack",
            "holder",
            "holderMode",
            "holderStack");
    holds = last("Hold", "count", "lockClass", "mode", "stack");
  }

  boolean isMeasured() {
    return !stats.isEmpty();
  }

  /** {@code LOCK WAITER <- HOLDER} of the locks of a package. */
  Set<String> blame(String packagePrefix) {
    Set<String> all = new TreeSet<>();
    for (RecordedEvent event : blame.values()) {
      String lock = facts.name(event.getInt("lockClass"), false, "");
      if (event.getString("holder").equals("stack") && isOf(lock, packagePrefix)) {
        all.add(
            lock.replace(packagePrefix, "")
                + " "
                + method(event, "waiterStack", "waiterMode")
                + " <- "
                + method(event, "holderStack", "holderMode"));
      }
    }
    return all;
  }

  /** {@code LOCK ACQUISITIONS} of those that nobody waited for. */
  Set<String> uncontended(String packagePrefix) {
    Set<String> all = new TreeSet<>();
    for (RecordedEvent event : stats.values()) {
      if (event.getLong("contentions") == 0) {
        String lock = facts.name(event.getInt("lockClass"), false, packagePrefix);
        all.add(lock + " " + event.getLong("acquisitions"));
      }
    }
    return all;
  }

  /** Where sums that must be equal are not, each in words. */
  List<String> contradictions() {
    List<String> wrong = new ArrayList<>();
    Map<String, long[]> waited = sums(blame, "waiterMode");
    Map<String, long[]> held = sums(holds, "mode");
    for (Map.Entry<String, RecordedEvent> each : stats.entrySet()) {
      RecordedEvent stat = each.getValue();
      long[] none = {0, 0};
      long blamed = waited.getOrDefault(each.getKey(), none)[1];
      check(wrong, each.getKey() + ": waits by holder", blamed, stat.getLong("waitTotalNanos"));
      long[] hold = held.getOrDefault(each.getKey(), none);
      check(wrong, each.getKey() + ": holds by stack", hold[0], stat.getLong("holds"));
      check(wrong, each.getKey() + ": held by stack", hold[1], stat.getLong("holdTotalNanos"));
      check(
          wrong,
          each.getKey() + ": histogram of waits",
          count(stat.getString("waits")),
          stat.getLong("contentions"));
      check(
          wrong,
          each.getKey() + ": histogram of holds",
          count(stat.getString("holdTimes")),
          stat.getLong("holds"));
      if (stat.getLong("contentions") > stat.getLong("acquisitions")) {
        wrong.add(each.getKey() + ": more contentions than acquisitions");
      }
    }
    for (String lock : waited.keySet()) {
      if (!stats.containsKey(lock)) {
        wrong.add(lock + ": waits without statistics");
      }
    }
    return wrong;
  }

  private static void check(List<String> wrong, String what, long one, long other) {
    if (one != other) {
      wrong.add(what + ": " + one + " is not " + other);
    }
  }

  private static Map<String, long[]> sums(Map<String, RecordedEvent> events, String mode) {
    Map<String, long[]> sums = new TreeMap<>();
    for (RecordedEvent event : events.values()) {
      long[] sum =
          sums.computeIfAbsent(
              event.getInt("lockClass") + " " + event.getString(mode), key -> new long[2]);
      sum[0] += event.getLong("count");
      sum[1] += event.getLong("totalNanos");
    }
    return sums;
  }

  private static long count(String histogram) {
    if (histogram == null || histogram.isEmpty()) {
      return 0;
    }
    return Stream.of(histogram.split(" ")).mapToLong(b -> Long.parseLong(b.split(":")[1])).sum();
  }

  private static boolean isOf(String lock, String packagePrefix) {
    return lock.startsWith(packagePrefix) || !lock.contains(".");
  }

  private String method(RecordedEvent event, String stack, String mode) {
    String frames = stacks.getOrDefault(event.getInt(stack), "?|not recorded");
    return frames.split("\\|")[1] + (event.getString(mode).equals("shared") ? "/s" : "");
  }

  private Map<String, RecordedEvent> last(String type, String counter, String... key) {
    Map<String, RecordedEvent> last = new TreeMap<>();
    for (RecordedEvent event : facts.of(type)) {
      StringBuilder id = new StringBuilder();
      for (String field : key) {
        id.append(id.length() == 0 ? "" : " ").append(event.<Object>getValue(field));
      }
      last.merge(
          id.toString(),
          event,
          (one, other) -> one.getLong(counter) > other.getLong(counter) ? one : other);
    }
    return last;
  }
}
