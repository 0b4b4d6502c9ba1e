package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Contention;
import io.jlockdep.verifier.model.Durations;
import io.jlockdep.verifier.model.Frame;
import io.jlockdep.verifier.model.Holder;
import io.jlockdep.verifier.model.LockClass;
import io.jlockdep.verifier.model.LockTimes;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.WaitShare;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** How long locks were waited for and held, a row for each class and mode: lock_stat's table. */
public final class ContentionTable {
  private static final int TOPS = 4;
  private static final double P99 = 0.99;

  private final Contention contention;
  private final Names names;
  private final Map<List<Object>, List<WaitShare>> shares = new HashMap<>();

  /** By what the rows can be ordered, the greatest first. */
  public enum Order {
    /** All waiting together. */
    WAIT_TOTAL("wait-total", row -> row.waits().total()),
    WAIT_MAX("wait-max", row -> row.waits().max()),
    WAIT_P99("wait-p99", row -> row.waits().percentile(P99)),
    CONTENTIONS("contentions", row -> row.waits().count()),
    ACQUISITIONS("acquisitions", LockTimes::acquisitions),
    HOLD_TOTAL("hold-total", row -> row.holds().total()),
    HOLD_MAX("hold-max", row -> row.holds().max()),
    /** By name, the first first. */
    NAME("name", row -> 0);

    private final String word;
    private final ToLongFunction<LockTimes> value;

    Order(String word, ToLongFunction<LockTimes> value) {
      this.word = word;
      this.value = value;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  ContentionTable(Contention contention, Names names) {
    this.contention = contention;
    this.names = names;
    for (WaitShare each : contention.waits()) {
      shares
          .computeIfAbsent(key(each.lockClass(), each.waiterMode()), key -> new ArrayList<>())
          .add(each);
    }
  }

  private static List<Object> key(LockClass lockClass, Mode mode) {
    return List.of(lockClass, mode);
  }

  /** The first {@code top} rows. */
  List<LockTimes> rows(Order order, int top) {
    return contention.locks().stream()
        .sorted(
            Comparator.comparingLong((LockTimes row) -> -order.value.applyAsLong(row))
                .thenComparing(row -> row.lockClass().name())
                .thenComparing(LockTimes::mode))
        .limit(top)
        .toList();
  }

  /** As text; lines end with a newline. */
  String text(Order order, int top) {
    List<LockTimes> rows = rows(order, top);
    int width = rows.stream().mapToInt(row -> names.of(row.lockClass()).length()).max().orElse(0);
    String format = "%-" + Math.max(10, width) + "s  %-9s " + "%12s ".repeat(11) + "%12s\n";
    StringBuilder out = new StringBuilder("Waiting for locks and holding them:\n\n");
    out.append(
        format.formatted(
            "lock class",
            "mode",
            "contentions",
            "acquisitions",
            "wait min",
            "wait avg",
            "wait p99",
            "wait max",
            "wait total",
            "hold min",
            "hold avg",
            "hold p99",
            "hold max",
            "hold total"));
    for (LockTimes row : rows) {
      Durations waits = row.waits();
      Durations holds = row.holds();
      out.append(
          format.formatted(
              names.of(row.lockClass()),
              row.mode().word(),
              waits.count(),
              row.acquisitions(),
              Nanos.of(waits.min()),
              Nanos.of(waits.average()),
              Nanos.of(waits.percentile(P99)),
              Nanos.of(waits.max()),
              Nanos.of(waits.total()),
              Nanos.of(holds.min()),
              Nanos.of(holds.average()),
              Nanos.of(holds.percentile(P99)),
              Nanos.of(holds.max()),
              Nanos.of(holds.total())));
    }
    int more = contention.locks().size() - rows.size();
    if (more > 0) {
      out.append("and ").append(more).append(" more; --top says how many are shown\n");
    }
    out.append("p99 is read off a histogram: up to ")
        .append(Durations.ERROR_PERCENT)
        .append(" % too large, never too small.\n");
    rows.stream().filter(row -> row.waits().count() > 0).forEach(row -> tops(out, row));
    return out.toString();
  }

  private void tops(StringBuilder out, LockTimes row) {
    out.append('\n')
        .append(names.of(row.lockClass()))
        .append(", ")
        .append(row.mode().word())
        .append(": who waited\n");
    waiters(row).stream()
        .limit(TOPS)
        .forEach(
            each ->
                out.append(
                    "    %12s: %s\n"
                        .formatted(Nanos.of(each.totalNanos()), Names.printable(each.words()))));
    out.append("  because of\n");
    holders(row).stream().limit(TOPS).forEach(each -> holder(out, each));
  }

  private static void holder(StringBuilder out, Party party) {
    out.append(
        "    %12s in %d %s, longest %s: %s\n"
            .formatted(
                Nanos.of(party.totalNanos()),
                party.count(),
                party.count() == 1 ? "wait" : "waits",
                Nanos.of(party.maxNanos()),
                Names.printable(party.words())));
  }

  /**
   * A stack that waited, or one that kept others waiting, with its part.
   *
   * @param count of holders the waits in which they had a part; without meaning for waiters, of
   *     whom one wait stands under each of its holders
   */
  private record Party(
      Holder holder, Mode mode, List<Frame> stack, long count, long totalNanos, long maxNanos) {
    String words() {
      if (holder != Holder.STACK) {
        return switch (holder) {
          case HAND_OFF -> "(nobody: the lock was free, the waiter not running yet)";
          case OTHER -> "(others)";
          default -> "(not known: too long ago)";
        };
      }
      if (stack.isEmpty()) {
        return "(others)";
      }
      Frame inner = stack.get(0);
      String by = stack.size() > 1 ? ", called by " + shortly(stack.get(1)) : "";
      return shortly(inner) + " (" + inner.fileAndLine() + "), " + mode.word() + by;
    }

    private static String shortly(Frame frame) {
      String type = frame.className().substring(frame.className().lastIndexOf('.') + 1);
      return type + "." + frame.method();
    }

    Party plus(Party other) {
      return new Party(
          holder,
          mode,
          stack,
          count + other.count,
          totalNanos + other.totalNanos,
          Math.max(maxNanos, other.maxNanos));
    }
  }

  private List<Party> waiters(LockTimes row) {
    return parties(
        row,
        each ->
            new Party(
                Holder.STACK,
                each.waiterMode(),
                each.waiter(),
                each.count(),
                each.totalNanos(),
                each.maxNanos()));
  }

  private List<Party> holders(LockTimes row) {
    return parties(
        row,
        each ->
            new Party(
                each.holder(),
                each.holderMode(),
                each.holderStack(),
                each.count(),
                each.totalNanos(),
                each.maxNanos()));
  }

  /** Those of the waits of a row, the greatest part first. */
  private List<Party> parties(LockTimes row, Function<WaitShare, Party> side) {
    Map<List<Object>, Party> sums = new LinkedHashMap<>();
    for (WaitShare each : shares.getOrDefault(key(row.lockClass(), row.mode()), List.of())) {
      Party party = side.apply(each);
      sums.merge(List.of(party.holder, party.mode, party.stack), party, Party::plus);
    }
    List<Party> parties = new ArrayList<>(sums.values());
    parties.sort(Comparator.comparingLong(party -> -party.totalNanos));
    return parties;
  }

  /** As a list of rows; times in nanoseconds. */
  List<Object> json(Order order, int top) {
    List<Object> rows = new ArrayList<>();
    for (LockTimes each : rows(order, top)) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("name", each.lockClass().name());
      row.put("kind", each.lockClass().kind().word());
      row.put("mode", each.mode().word());
      row.put("acquisitions", each.acquisitions());
      row.put("wait", json(each.waits()));
      row.put("hold", json(each.holds()));
      row.put("waiters", waiters(each).stream().limit(TOPS).map(ContentionTable::waiter).toList());
      row.put("holders", holders(each).stream().limit(TOPS).map(ContentionTable::holder).toList());
      rows.add(row);
    }
    return rows;
  }

  private static Map<String, Object> json(Durations durations) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("count", durations.count());
    json.put("minNanos", durations.min());
    json.put("avgNanos", durations.average());
    json.put("p99Nanos", durations.percentile(P99));
    json.put("maxNanos", durations.max());
    json.put("totalNanos", durations.total());
    return json;
  }

  private static Map<String, Object> holder(Party party) {
    Map<String, Object> json = waiter(party);
    json.put("count", party.count());
    json.put("maxNanos", party.maxNanos());
    return json;
  }

  private static Map<String, Object> waiter(Party party) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("who", party.holder().word());
    json.put("mode", party.mode().word());
    json.put("stack", party.stack().stream().map(Frame::toString).toList());
    json.put("totalNanos", party.totalNanos());
    return json;
  }
}
