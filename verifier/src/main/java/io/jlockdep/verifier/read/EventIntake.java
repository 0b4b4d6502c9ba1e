package io.jlockdep.verifier.read;

import io.jlockdep.verifier.model.Waiters;
import java.util.HashMap;
import java.util.LinkedHashSet;
import jdk.jfr.consumer.RecordedEvent;

/** Takes the events of ours out of a recording, by name and field name. */
final class EventIntake {
  private static final String PREFIX = "jlockdep.";
  private static final String HELD = "held";

  private final RawEvents raw;
  private final BlockTexts blocks;

  EventIntake(RawEvents raw, BlockTexts blocks) {
    this.raw = raw;
    this.blocks = blocks;
  }

  /** Keeps what the event says; events that are not known are passed over. */
  void accept(RecordedEvent event) {
    String name = event.getEventType().getName();
    if (!name.startsWith(PREFIX)) {
      return;
    }
    raw.events++;
    if (event.hasField(HELD) && event.getValue(HELD) == null) {
      raw.incomplete++; // not empty: JFR has lost the string
      return;
    }
    Fields f = new Fields(event);
    switch (name.substring(PREFIX.length())) {
      case "Recording" -> recording(f);
      case "ThreadInfo" -> raw.threads.put(f.number("thread"), f.text("name"));
      case "LockClass" -> lockClass(f);
      case "LockInstance" ->
          raw.instances.put(
              f.number("instance"),
              new RawEvents.InstanceRow(f.number("lockClass"), f.number("permits")));
      case "InstanceTrait" -> {
        if (f.text("trait").equals("released-elsewhere")) {
          raw.releasedElsewhere.add(f.number("instance"));
        }
      }
      case "Site" ->
          raw.sites.put(
              f.number("site"),
              new RawEvents.SiteRow(
                  f.text("className"), f.text("method"), f.text("file"), f.number("line")));
      case "Stack" -> raw.stacks.put(f.number("stack"), f.text("frames"));
      case "Operation" ->
          raw.operations.put(
              f.number("operation"), new RawEvents.OperationRow(f.text("name"), f.text("method")));
      case "Acquisition" -> raw.acquisitions.put(f.big("seq"), request(f));
      case "DeclaredEvent" -> raw.declaredEvents.put(f.number("event"), f.text("name"));
      case "Occurrence" -> raw.occurrences.put(f.big("seq"), occurrence(f));
      case "Sync" -> raw.syncs.put(f.big("seq"), sync(f));
      case "Blocking" -> raw.blockings.put(f.big("seq"), blocking(f));
      case "LockStat" -> raw.contention.lockStat(f);
      case "Contention" -> raw.contention.contention(f);
      case "Hold" -> raw.contention.hold(f);
      case "Misuse" -> raw.misuses.put(f.big("seq"), misuse(f));
      case "ThreadStart" -> raw.starts.put(f.big("seq"), relation(f));
      case "ThreadJoin" -> raw.joins.put(f.big("seq"), relation(f));
      case "Wait" -> raw.waits.put(f.big("seq"), wait(f));
      case "WaitEnd" ->
          raw.waitEnds.put(
              f.big("wait"), new RawEvents.WaitEndRow(f.big("seq"), f.big("wait"), f.flag("came")));
      case "Signal" -> raw.signals.put(f.big("seq"), signal(f));
      case "Task" -> raw.tasks.put(f.big("seq"), task(f));
      case "Deadlock" ->
          raw.deadlocks.put(
              f.number("deadlock"),
              new RawEvents.DeadlockRow(
                  f.big("seq"), f.big("time"), f.number("deadlock"), f.text("detector")));
      case "DeadlockedThread" -> deadlocked(f);
      case "SelfCheck" -> {
        if (!f.flag("ok")) {
          String detail = f.text("detail");
          raw.failedSelfChecks.add(
              detail.isEmpty() ? f.text("primitive") : f.text("primitive") + ": " + detail);
        }
      }
      case "Skipped" ->
          raw.skipped
              .computeIfAbsent(f.text("className"), key -> new LinkedHashSet<>())
              .add(f.text("reason"));
      case "Coverage" -> coverage(f);
      case "Trace" ->
          raw.traces.put(
              f.big("seq"),
              new RawEvents.TraceRow(
                  f.big("seq"),
                  f.big("time"),
                  f.number("thread"),
                  f.number("count"),
                  blocks.add(f.text("data"))));
      default -> {
        // an event of a later agent that keeps to this format version
      }
    }
  }

  private static RawEvents.OccurrenceRow occurrence(Fields f) {
    return new RawEvents.OccurrenceRow(
        f.big("seq"),
        f.big("time"),
        f.number("thread"),
        f.number("event"),
        f.text("values"),
        f.number("site"),
        f.number("stack"),
        f.text("held"),
        f.text("operations"));
  }

  private void recording(Fields f) {
    raw.recordings.add(
        new RawEvents.RecordingRow(
            f.number("formatVersion"),
            new RawEvents.RunId(f.big("pid"), f.big("startMillis")),
            f.text("level"),
            f.text("javaVersion"),
            f.text("command"),
            f.text("specFile"),
            f.text("spec")));
  }

  private void lockClass(Fields f) {
    raw.lockClasses.put(
        f.number("lockClass"),
        new RawEvents.LockClassRow(
            f.text("name"),
            f.text("origin"),
            f.text("kind"),
            f.flag("reentrant"),
            f.flag("general"),
            f.text("type")));
  }

  private void deadlocked(Fields f) {
    raw.deadlocked
        .computeIfAbsent(f.number("deadlock"), id -> new HashMap<>())
        .put(
            f.number("thread"),
            new RawEvents.DeadlockedRow(f.number("deadlock"), request(f), f.text("waitsFor")));
  }

  private void coverage(Fields f) {
    raw.coverage.put(
        f.big("seq"),
        new RawEvents.CoverageRow(
            f.big("seq"),
            f.big("classesSeen"),
            f.big("classesWoven"),
            f.big("sites"),
            f.big("acquisitions"),
            f.big("eventsLost"),
            f.text("reason")));
  }

  private static RawEvents.Request request(Fields f) {
    return new RawEvents.Request(
        f.big("seq"),
        f.big("time"),
        f.number("thread"),
        f.number("instance"),
        f.number("lockClass"),
        f.text("mode"),
        f.text("how"),
        f.number("site"),
        f.number("stack"),
        f.text("held"),
        f.text("operations"));
  }

  private static RawEvents.SyncRow sync(Fields f) {
    return new RawEvents.SyncRow(
        f.big("seq"),
        f.big("time"),
        f.number("thread"),
        f.text("kind"),
        f.text("path"),
        f.big("durationNanos"),
        f.big("bytes"),
        waiters(f),
        f.number("site"),
        f.number("stack"),
        f.text("held"),
        f.text("operations"));
  }

  private static RawEvents.BlockingRow blocking(Fields f) {
    return new RawEvents.BlockingRow(
        f.big("seq"),
        f.big("time"),
        f.number("thread"),
        f.text("kind"),
        f.text("detail"),
        f.big("durationNanos"),
        f.big("count"),
        f.big("totalNanos"),
        waiters(f),
        f.number("site"),
        f.number("stack"),
        f.text("held"),
        f.text("operations"));
  }

  private static RawEvents.MisuseRow misuse(Fields f) {
    return new RawEvents.MisuseRow(
        f.big("seq"),
        f.big("time"),
        f.number("thread"),
        f.number("instance"),
        f.number("lockClass"),
        f.text("mode"),
        f.text("rule"),
        f.text("detail"),
        f.flag("certain"),
        f.number("site"),
        f.number("stack"),
        f.text("held"),
        f.text("operations"));
  }

  private static Waiters waiters(Fields f) {
    return f.has("waiters")
        ? new Waiters(f.number("waiters"), f.number("waitersAll"))
        : Waiters.UNKNOWN;
  }

  private static RawEvents.WaitRow wait(Fields f) {
    return new RawEvents.WaitRow(
        f.big("seq"),
        f.big("time"),
        f.number("thread"),
        f.text("primitive"),
        f.number("event"),
        f.number("eventClass"),
        f.number("lock"),
        f.number("actor"),
        f.flag("timed"),
        f.number("task"),
        f.big("since"),
        f.number("site"),
        f.number("stack"),
        f.text("held"),
        f.text("operations"));
  }

  private static RawEvents.SignalRow signal(Fields f) {
    return new RawEvents.SignalRow(
        f.big("seq"),
        f.big("time"),
        f.number("thread"),
        f.text("primitive"),
        f.number("event"),
        f.number("eventClass"),
        f.number("target"),
        f.number("task"),
        f.big("since"),
        f.number("site"),
        f.number("stack"),
        f.text("held"));
  }

  private static RawEvents.TaskRow task(Fields f) {
    return new RawEvents.TaskRow(
        f.big("seq"),
        f.number("thread"),
        f.number("task"),
        f.text("phase"),
        f.number("event"),
        f.number("executor"),
        f.number("executorClass"),
        f.number("poolSize"),
        f.number("parent"),
        f.big("since"),
        f.number("site"),
        f.number("stack"),
        f.text("held"));
  }

  private static RawEvents.Relation relation(Fields f) {
    return new RawEvents.Relation(f.big("seq"), f.number("thread"), f.number("child"));
  }

  /** Fields by name; one that is missing is 0, false or empty. */
  record Fields(RecordedEvent event) {
    int number(String name) {
      return event.hasField(name) ? event.getInt(name) : 0;
    }

    boolean has(String name) {
      return event.hasField(name);
    }

    long big(String name) {
      return event.hasField(name) ? event.getLong(name) : 0;
    }

    boolean flag(String name) {
      return event.hasField(name) && event.getBoolean(name);
    }

    String text(String name) {
      String value = event.hasField(name) ? event.getString(name) : "";
      return value == null ? "" : value;
    }
  }
}
