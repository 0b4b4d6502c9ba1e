package io.jlockdep.runtime;

import io.jlockdep.runtime.event.AcquisitionEvent;
import io.jlockdep.runtime.event.BlockingEvent;
import io.jlockdep.runtime.event.ContentionEvent;
import io.jlockdep.runtime.event.CoverageEvent;
import io.jlockdep.runtime.event.DeadlockEvent;
import io.jlockdep.runtime.event.DeadlockedThreadEvent;
import io.jlockdep.runtime.event.DeclaredEventEvent;
import io.jlockdep.runtime.event.HoldEvent;
import io.jlockdep.runtime.event.InstanceTraitEvent;
import io.jlockdep.runtime.event.LockClassEvent;
import io.jlockdep.runtime.event.LockInstanceEvent;
import io.jlockdep.runtime.event.LockStatEvent;
import io.jlockdep.runtime.event.MisuseEvent;
import io.jlockdep.runtime.event.OccurrenceEvent;
import io.jlockdep.runtime.event.OperationEvent;
import io.jlockdep.runtime.event.RecordingEvent;
import io.jlockdep.runtime.event.SelfCheckEvent;
import io.jlockdep.runtime.event.SignalEvent;
import io.jlockdep.runtime.event.SiteEvent;
import io.jlockdep.runtime.event.SkippedEvent;
import io.jlockdep.runtime.event.StackEvent;
import io.jlockdep.runtime.event.SyncEvent;
import io.jlockdep.runtime.event.TaskEvent;
import io.jlockdep.runtime.event.ThreadInfoEvent;
import io.jlockdep.runtime.event.ThreadJoinEvent;
import io.jlockdep.runtime.event.ThreadStartEvent;
import io.jlockdep.runtime.event.TraceEvent;
import io.jlockdep.runtime.event.WaitEndEvent;
import io.jlockdep.runtime.event.WaitEvent;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;

/** The JFR side of the recording: only our events, on disk, beside whatever else JFR records. */
final class JfrRecording {
  /**
   * Registered when JFR starts, not by themselves when they are first used: that would start half
   * of JFR in a program whose recording is written directly.
   */
  private static final List<Class<? extends Event>> EVENTS =
      List.of(
          RecordingEvent.class,
          ThreadInfoEvent.class,
          LockClassEvent.class,
          LockInstanceEvent.class,
          InstanceTraitEvent.class,
          SiteEvent.class,
          StackEvent.class,
          OperationEvent.class,
          DeclaredEventEvent.class,
          AcquisitionEvent.class,
          OccurrenceEvent.class,
          SyncEvent.class,
          MisuseEvent.class,
          WaitEvent.class,
          WaitEndEvent.class,
          SignalEvent.class,
          TaskEvent.class,
          BlockingEvent.class,
          ContentionEvent.class,
          HoldEvent.class,
          LockStatEvent.class,
          ThreadStartEvent.class,
          ThreadJoinEvent.class,
          DeadlockEvent.class,
          DeadlockedThreadEvent.class,
          SelfCheckEvent.class,
          SkippedEvent.class,
          CoverageEvent.class,
          TraceEvent.class);

  private final Recording recording;

  private JfrRecording(Recording recording) {
    this.recording = recording;
  }

  /** Starts JFR if it is not running, and our recording. Takes some 300 ms of CPU time. */
  static JfrRecording open() {
    if (Control.trace && !FlightRecorder.isInitialized()) {
      enlargeBuffers();
    }
    Recording recording = new Recording();
    recording.setName("jlockdep");
    recording.setToDisk(true);
    recording.setMaxSize(Long.MAX_VALUE); // no part of it may be dropped
    for (Class<? extends Event> event : EVENTS) {
      FlightRecorder.register(event);
      recording.enable(event);
    }
    recording.enable("jdk.DataLoss");
    recording.enable("jdk.JVMInformation");
    recording.start();
    return new JfrRecording(recording);
  }

  static List<Class<? extends Event>> events() {
    return EVENTS;
  }

  void dump(Path part) throws IOException {
    recording.dump(part);
  }

  void close() {
    recording.close();
  }

  /**
   * JDK 17 loses events at level trace with its default sizes. Best effort: needs JDK internals.
   */
  private static void enlargeBuffers() {
    try {
      Class<?> options = Class.forName("jdk.jfr.internal.Options");
      set(options, "setMemorySize", 64L << 20);
      set(options, "setGlobalBufferSize", 4L << 20);
      set(options, "setThreadBufferSize", 256L << 10);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // The defaults stay; what is lost is counted by jdk.DataLoss.
    }
  }

  private static void set(Class<?> options, String setter, long bytes)
      throws ReflectiveOperationException {
    for (Method method : options.getDeclaredMethods()) {
      if (method.getName().equals(setter) && method.getParameterCount() == 1) {
        method.setAccessible(true);
        method.invoke(null, bytes);
      }
    }
  }
}
