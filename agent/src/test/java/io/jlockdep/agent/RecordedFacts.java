package io.jlockdep.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** What a recording says, in a form that is easy to compare. */
final class RecordedFacts {
  private final Map<Integer, String> lockClasses = new HashMap<>();
  private final List<RecordedEvent> events;

  private RecordedFacts(List<RecordedEvent> events) {
    this.events = events;
    for (RecordedEvent event : of("LockClass")) {
      lockClasses.put(event.getInt("lockClass"), event.getString("name"));
    }
  }

  static RecordedFacts read(Path recording) throws IOException {
    List<RecordedEvent> ours = new ArrayList<>();
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        if (event.getEventType().getName().startsWith("jlockdep.")) {
          ours.add(event);
        }
      }
    }
    return new RecordedFacts(ours);
  }

  List<RecordedEvent> of(String type) {
    return events.stream()
        .filter(event -> event.getEventType().getName().equals("jlockdep." + type))
        .toList();
  }

  /** All events, as text. */
  String allText() {
    StringBuilder text = new StringBuilder();
    events.forEach(text::append);
    return text.toString();
  }

  /** Dependencies {@code A -> B} without those by {@code tryLock()}, {@code /s} for shared. */
  Set<String> edges(String packagePrefix) {
    Set<String> edges = new TreeSet<>();
    for (RecordedEvent event : of("Acquisition")) {
      String held = event.getString("held");
      if (event.getString("how").equals("try") || held == null || held.isEmpty()) {
        continue;
      }
      String acquired =
          name(event.getInt("lockClass"), event.getString("mode").equals("shared"), packagePrefix);
      for (String lock : held.split(";")) {
        String[] parts = lock.split(":");
        edges.add(
            name(Integer.parseInt(parts[1]), parts[2].equals("s"), packagePrefix)
                + " -> "
                + acquired);
      }
    }
    return edges;
  }

  /** Locks recorded as asked for exclusively by threads that held nothing. */
  Set<String> writers(String packagePrefix) {
    Set<String> writers = new TreeSet<>();
    for (RecordedEvent event : of("Acquisition")) {
      String held = event.getString("held");
      if (event.getString("mode").equals("exclusive") && (held == null || held.isEmpty())) {
        writers.add(name(event.getInt("lockClass"), false, packagePrefix));
      }
    }
    return writers;
  }

  /** Names of threads whose start and end are both recorded. */
  Set<String> startedAndJoined() {
    Set<String> names = new TreeSet<>();
    of("ThreadInfo")
        .forEach(
            info -> {
              if (hasChild("ThreadStart", info.getInt("thread"))
                  && hasChild("ThreadJoin", info.getInt("thread"))) {
                names.add(info.getString("name"));
              }
            });
    return names;
  }

  private boolean hasChild(String type, int thread) {
    return of(type).stream().anyMatch(event -> event.getInt("child") == thread);
  }

  private String name(int lockClass, boolean shared, String packagePrefix) {
    String name = lockClasses.getOrDefault(lockClass, "unknown class " + lockClass);
    return name.replace(packagePrefix, "") + (shared ? "/s" : "");
  }

  /** The number of threads of each deadlock. */
  List<Long> deadlocks() {
    return of("Deadlock").stream()
        .map(event -> event.getInt("deadlock"))
        .distinct()
        .map(
            id ->
                of("DeadlockedThread").stream()
                    .filter(thread -> thread.getInt("deadlock") == id)
                    .map(thread -> thread.getInt("thread"))
                    .distinct()
                    .count())
        .toList();
  }

  Set<String> syncs() {
    Set<String> kinds = new TreeSet<>();
    of("Sync").forEach(event -> kinds.add(event.getString("kind")));
    return kinds;
  }

  List<String> skipped() {
    return of("Skipped").stream()
        .map(event -> event.getString("className") + ": " + event.getString("reason"))
        .toList();
  }

  /** The last state of the recording: {@code exit}, {@code checkpoint} or {@code deadlock}. */
  String ending() {
    return lastCoverage().getString("reason");
  }

  long seen() {
    return lastCoverage().getLong("classesSeen");
  }

  long woven() {
    return lastCoverage().getLong("classesWoven");
  }

  private RecordedEvent lastCoverage() {
    return of("Coverage").stream()
        .max((a, b) -> Long.compare(a.getLong("seq"), b.getLong("seq")))
        .orElseThrow(() -> new AssertionError("no Coverage event"));
  }

  List<String> failedChecks() {
    return of("SelfCheck").stream()
        .filter(event -> !event.getBoolean("ok"))
        .map(event -> event.getString("primitive") + ": " + event.getString("detail"))
        .toList();
  }
}
