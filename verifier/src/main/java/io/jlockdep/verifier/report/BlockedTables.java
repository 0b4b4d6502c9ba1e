package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Blame;
import io.jlockdep.verifier.model.Blocking;
import io.jlockdep.verifier.model.EventWait;
import io.jlockdep.verifier.model.HeldLock;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.RecordedThread;
import io.jlockdep.verifier.model.Sync;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Syncs, calls that block and waits for events, summed up by place and locks held. */
final class BlockedTables {
  /** What was called where, and the classes of locks held meanwhile. */
  private record Key(String kind, String what, String site, List<String> held) {}

  private static final class Row {
    long count;
    long totalNanos;
    long maxNanos;
    long bytes;
    String path = "";
    final List<Sync> syncs = new ArrayList<>();

    /** How long others waited for the locks meanwhile, at least; -1 where nobody looked. */
    long blamedNanos() {
      Blame blame = Blame.ofSyncs(syncs);
      return blame.calls() == 0 ? -1 : blame.atLeastNanos();
    }
  }

  private BlockedTables() {}

  static Map<String, Object> of(Model model) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("syncs", syncs(model));
    json.put("blocking", blocking(model));
    json.put("waits", waits(model));
    return json;
  }

  private static List<Map<String, Object>> syncs(Model model) {
    Map<Key, Row> rows = new LinkedHashMap<>();
    for (Sync each : model.syncs()) {
      Key key = new Key(each.kind(), "", each.site().toString(), classes(each.held()));
      Row row = rows.computeIfAbsent(key, none -> new Row());
      row.count++;
      row.totalNanos += each.durationNanos();
      row.maxNanos = Math.max(row.maxNanos, each.durationNanos());
      row.bytes += each.bytes();
      row.path = row.path.isEmpty() ? each.path() : row.path;
      row.syncs.add(each);
    }
    return json(rows);
  }

  /** Of each thread and place the last event has the sums. */
  private static List<Map<String, Object>> blocking(Model model) {
    record Counter(RecordedThread thread, Key key) {}
    Map<Counter, Blocking> last = new HashMap<>();
    Map<Key, Row> rows = new LinkedHashMap<>();
    for (Blocking each : model.incidents().blockings()) {
      Key key = new Key(each.kind(), each.detail(), each.site().toString(), classes(each.held()));
      Row row = rows.computeIfAbsent(key, none -> new Row());
      row.maxNanos = Math.max(row.maxNanos, each.durationNanos());
      last.merge(
          new Counter(each.thread(), key),
          each,
          (one, other) -> other.count() > one.count() ? other : one);
    }
    last.forEach(
        (counter, call) -> {
          Row row = rows.computeIfAbsent(counter.key(), none -> new Row());
          row.count += call.count();
          row.totalNanos += call.totalNanos();
        });
    return json(rows);
  }

  private static List<Map<String, Object>> waits(Model model) {
    Map<Key, Row> rows = new LinkedHashMap<>();
    for (EventWait each : model.waits().waits()) {
      if (!each.held().isEmpty()) {
        Key key =
            new Key(
                each.primitive(),
                each.event().lockClass().name(),
                each.site().toString(),
                classes(each.held()));
        rows.computeIfAbsent(key, none -> new Row()).count++;
      }
    }
    return json(rows);
  }

  private static List<String> classes(List<HeldLock> held) {
    return held.stream().map(lock -> lock.lockClass().name()).distinct().toList();
  }

  /** The longest first. */
  private static List<Map<String, Object>> json(Map<Key, Row> rows) {
    List<Map.Entry<Key, Row>> sorted = new ArrayList<>(rows.entrySet());
    sorted.sort(
        Comparator.comparingLong((Map.Entry<Key, Row> each) -> -each.getValue().totalNanos)
            .thenComparingLong(each -> -each.getValue().count));
    List<Map<String, Object>> json = new ArrayList<>();
    for (Map.Entry<Key, Row> each : sorted) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("kind", each.getKey().kind());
      row.put("what", each.getKey().what());
      row.put("path", each.getValue().path);
      row.put("site", each.getKey().site());
      row.put("count", each.getValue().count);
      row.put("totalNanos", each.getValue().totalNanos);
      row.put("maxNanos", each.getValue().maxNanos);
      row.put("bytes", each.getValue().bytes);
      row.put("blamedNanos", each.getValue().blamedNanos());
      row.put("held", each.getKey().held());
      json.add(row);
    }
    return json;
  }
}
