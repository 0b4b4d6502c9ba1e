package io.jlockdep.runtime;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;

/** The JFR side of the recording: only our events, on disk, beside whatever else JFR records. */
final class JfrRecording {
  private static final String[] EVENTS = {
    "Recording",
    "ThreadInfo",
    "LockClass",
    "LockInstance",
    "InstanceTrait",
    "Site",
    "Stack",
    "Operation",
    "Acquisition",
    "Sync",
    "ThreadStart",
    "ThreadJoin",
    "Deadlock",
    "DeadlockedThread",
    "SelfCheck",
    "Skipped",
    "Coverage",
    "Trace",
  };

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
    for (String event : EVENTS) {
      recording.enable("jlockdep.".concat(event));
    }
    recording.enable("jdk.DataLoss");
    recording.enable("jdk.JVMInformation");
    recording.start();
    return new JfrRecording(recording);
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
