package io.jlockdep.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** Classes that instances have and that the recording does not describe. */
  Set<Integer> unknownClasses() {
    Set<Integer> unknown = new TreeSet<>();
    for (RecordedEvent event : of("LockInstance")) {
      if (!lockClasses.containsKey(event.getInt("lockClass"))) {
        unknown.add(event.getInt("lockClass"));
      }
    }
    return unknown;
  }

  /** Instances that are acquired or released in the trace. */
  Set<Integer> tracedLocks() {
    Set<Integer> locks = new TreeSet<>();
    for (RecordedEvent event : of("Trace")) {
      long[] fields = new long[5]; // kind, order, time, subject, site
      int field = 0;
      int shift = 0;
      for (char c : event.getString("data").toCharArray()) {
        fields[field] |= (long) (c & 63) << shift;
        shift += 6;
        if (c >= 64) {
          continue;
        }
        shift = 0;
        if (++field == fields.length) {
          if (fields[0] <= 5) {
            locks.add((int) fields[3]);
          }
          Arrays.fill(fields, 0);
          field = 0;
        }
      }
    }
    return locks;
  }

  /** All events, as text. */
  String allText() {
    StringBuilder text = new StringBuilder();
    events.forEach(text::append);
    return text.toString();
  }

  /**
   * Dependencies {@code A -> B} without those by {@code tryLock()}, those between locks of the JDK
   * and those of its streams and writers, which every program makes that prints; {@code /s} for
   * shared.
   */
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
        String from = name(Integer.parseInt(parts[1]), parts[2].equals("s"), packagePrefix);
        boolean ofJdk = isOfJdk(from) && isOfJdk(acquired);
        if (!ofJdk && !isEverywhere(from) && !isEverywhere(acquired)) {
          edges.add(from + " -> " + acquired);
        }
      }
    }
    return edges;
  }

  /** Whether a dependency is on a lock of the JDK's own. */
  static boolean isOnJdk(String edge) {
    return isOfJdk(edge.substring(edge.indexOf(" -> ") + " -> ".length()));
  }

  private static boolean isOfJdk(String name) {
    String type = name.startsWith("Class<") ? name.substring("Class<".length()) : name;
    return type.startsWith("java.") || type.startsWith("javax.") || type.startsWith("sun.");
  }

  /** Locks that a program takes only because it prints, or because it ends. */
  static boolean isEverywhere(String name) {
    return name.startsWith("java.io.") || name.startsWith("java.util.logging.LogManager");
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

  /** Waits {@code PRIMITIVE CLASS under A, B}. */
  Set<String> waits(String packagePrefix) {
    Set<String> waits = new TreeSet<>();
    for (RecordedEvent event : of("Wait")) {
      waits.add(
          event.getString("primitive")
              + " "
              + name(event.getInt("eventClass"), false, packagePrefix)
              + list(" under ", heldNames(event, packagePrefix)));
    }
    return waits;
  }

  /** Signals {@code PRIMITIVE CLASS after A, B}. */
  Set<String> signals(String packagePrefix) {
    Set<String> signals = new TreeSet<>();
    for (RecordedEvent event : of("Signal")) {
      signals.add(
          event.getString("primitive")
              + " "
              + name(event.getInt("eventClass"), false, packagePrefix)
              + list(" after ", before(event, packagePrefix)));
    }
    return signals;
  }

  /** Tasks {@code CLASS by EXECUTOR after A, B} that were submitted, begun and ended. */
  Set<String> tasks(String packagePrefix) {
    Map<Integer, RecordedEvent> submits = new HashMap<>();
    Set<Integer> begun = new TreeSet<>();
    Set<String> tasks = new TreeSet<>();
    for (RecordedEvent event : of("Task")) {
      int task = event.getInt("task");
      if (event.getString("phase").equals("begin")) {
        begun.add(task);
      } else if (event.getString("phase").equals("submit")
          && (!submits.containsKey(task) || event.getInt("executor") != 0)) {
        submits.put(task, event);
      }
    }
    for (RecordedEvent end : of("Task")) {
      RecordedEvent submit = submits.get(end.getInt("task"));
      if (end.getString("phase").equals("end")
          && submit != null
          && begun.contains(end.getInt("task"))) {
        tasks.add(
            (end.getInt("event") == 0
                    ? "task"
                    : name(end.getInt("eventClass"), false, packagePrefix))
                + " by "
                + (submit.getInt("executor") == 0
                    ? "unknown"
                    : name(submit.getInt("executorClass"), false, packagePrefix))
                + list(" after ", before(end, packagePrefix)));
      }
    }
    return tasks;
  }

  /** Syncs {@code KIND BYTES}, with the bytes that were dirty. */
  Set<String> dirty() {
    Set<String> syncs = new TreeSet<>();
    of("Sync")
        .forEach(event -> syncs.add(event.getString("kind") + " " + event.getLong("dirtyBytes")));
    return syncs;
  }

  /** Blocking calls {@code KIND METHOD}. */
  Set<String> blocking() {
    Set<String> calls = new TreeSet<>();
    of("Blocking")
        .forEach(event -> calls.add(event.getString("kind") + " " + event.getString("detail")));
    return calls;
  }

  /** What the thread of a signal or task asked for since it was followed closely. */
  private Set<String> before(RecordedEvent signal, String packagePrefix) {
    Set<String> names = new TreeSet<>();
    long since = signal.getLong("since");
    if (since == 0) {
      names.add("unknown");
      return names;
    }
    for (RecordedEvent event : of("Acquisition")) {
      if (isBetween(event, since, signal)) {
        names.add(name(event.getInt("lockClass"), false, packagePrefix));
      }
    }
    for (RecordedEvent event : of("Wait")) {
      if (isBetween(event, since, signal)) {
        names.add(name(event.getInt("eventClass"), false, packagePrefix));
      }
    }
    return names;
  }

  private static boolean isBetween(RecordedEvent event, long since, RecordedEvent signal) {
    return event.getInt("thread") == signal.getInt("thread")
        && event.getLong("seq") >= since
        && event.getLong("seq") < signal.getLong("seq");
  }

  private Set<String> heldNames(RecordedEvent event, String packagePrefix) {
    Set<String> names = new TreeSet<>();
    for (String lock : event.getString("held").split(";")) {
      if (!lock.isEmpty()) {
        names.add(name(Integer.parseInt(lock.split(":")[1]), false, packagePrefix));
      }
    }
    return names;
  }

  private static String list(String before, Set<String> names) {
    names.removeIf(RecordedFacts::isEverywhere);
    return names.isEmpty() ? "" : before + String.join(", ", names);
  }

  String name(int lockClass, boolean shared, String packagePrefix) {
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
