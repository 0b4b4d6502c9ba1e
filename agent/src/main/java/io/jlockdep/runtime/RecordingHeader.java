package io.jlockdep.runtime;

import io.jlockdep.runtime.event.CoverageEvent;
import io.jlockdep.runtime.event.Entry;
import io.jlockdep.runtime.event.RecordingEvent;

/** What stands in the recording about the recording. */
final class RecordingHeader {
  private static final int FORMAT_VERSION = 1;

  private final String agentVersion;
  private final String command;
  private final String specFile;
  private final String spec;
  private final long startMillis = System.currentTimeMillis();

  RecordingHeader(String agentVersion, String command, String specFile, String spec) {
    this.agentVersion = agentVersion;
    this.command = command;
    this.specFile = specFile;
    this.spec = spec;
  }

  /** When the recording began, epoch milliseconds. */
  long startMillis() {
    return startMillis;
  }

  /** The first entry. */
  Entry entry() {
    RecordingEvent event = new RecordingEvent();
    event.formatVersion = FORMAT_VERSION;
    event.agentVersion = agentVersion;
    event.level = Control.trace ? "trace" : "graph";
    event.pid = Control.processId();
    event.javaVersion = System.getProperty("java.version", "");
    event.command = command;
    event.startMillis = startMillis;
    event.specFile = specFile;
    event.spec = spec;
    return event;
  }

  /** The state now, about to be written for that reason. */
  static Entry coverage(String reason) {
    CoverageEvent event = new CoverageEvent();
    event.seq = Facts.nextSequence();
    event.classesSeen = Control.classesSeen();
    event.classesWoven = Control.classesWoven();
    event.classesSkipped = Control.classesSkipped();
    event.sites = Site.number();
    event.acquisitions = Facts.tracedSoFar();
    event.eventsLost = Facts.lostSoFar();
    event.reason = reason;
    return event;
  }
}
