package io.jlockdep.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Turns facts into events and sees to it that the file on disk is never far behind: the daemon
 * thread "jlockdep recorder". The watchdog and the exit hook also make it write.
 */
final class Recorder implements Runnable {
  private static final long TICK_NANOS = 50_000_000L;
  private static final long TRACE_NANOS = 200_000_000L;
  private static final long FIRST_CHECKPOINT_NANOS = 500_000_000L;
  private static final long CHECKPOINT_NANOS = 2_000_000_000L;

  private static volatile @Nullable Recorder current;

  private final RecordingFile file;
  private final RecordingHeader header;
  private @Nullable JfrRecording jfr;
  private boolean opened;
  private volatile boolean finished;
  private boolean complained;
  private long written;
  private long lastDump = System.nanoTime() - CHECKPOINT_NANOS + FIRST_CHECKPOINT_NANOS;
  private long dumpNanos;

  private Recorder(RecordingFile file, RecordingHeader header) {
    this.file = file;
    this.header = header;
  }

  static synchronized void start(
      RecordingFile file, RecordingHeader header, boolean haltOnDeadlock) {
    if (current != null) {
      return;
    }
    Recorder recorder = new Recorder(file, header);
    current = recorder;
    ExitHook.install(recorder);
    daemon(recorder, "jlockdep recorder");
    daemon(new Watchdog(recorder, haltOnDeadlock), "jlockdep watchdog");
  }

  /** The JVM is about to be halted by the application. Never throws. */
  static void beforeHalt() {
    Recorder recorder = current;
    if (recorder == null) {
      return;
    }
    HeldLocks held = Threads.current();
    held.guardOn();
    try {
      recorder.open();
      recorder.write("exit");
    } catch (Throwable t) {
      Control.say("the recording may be incomplete: ".concat(t.toString()));
    } finally {
      held.guardOff();
    }
  }

  static void checkpoint() {
    Recorder recorder = current;
    if (recorder != null) {
      recorder.write("checkpoint");
    }
  }

  String fileName() {
    return file.name();
  }

  @Override
  public void run() {
    Threads.current().guardOn();
    open();
    Facts.recorder = Thread.currentThread();
    long traced = System.nanoTime();
    while (!finished) {
      LockSupport.parkNanos(this, TICK_NANOS);
      long now = System.nanoTime();
      if (Control.trace && now - traced > TRACE_NANOS) {
        traced = now;
        flushTraces();
      }
      drain();
      if (now - lastDump > Math.max(CHECKPOINT_NANOS, 20 * dumpNanos) && Facts.added() > written) {
        write("checkpoint");
      }
    }
  }

  /** Starts JFR; who comes while another thread does so waits for it. */
  synchronized void open() {
    if (opened) {
      return;
    }
    opened = true;
    try {
      jfr = ExitHook.startJfr();
      header.commit();
    } catch (Throwable t) {
      Control.failed("cannot record, Java Flight Recorder does not start: ".concat(t.toString()));
      finished = true;
    }
  }

  /** Commits all facts that wait. */
  synchronized void drain() {
    if (jfr == null) {
      return;
    }
    Fact fact;
    while ((fact = Facts.poll()) != null) {
      try {
        fact.commit();
      } catch (Throwable t) {
        Facts.lost();
      }
    }
  }

  /** Brings the file on disk up to date. */
  synchronized void write(String reason) {
    JfrRecording recording = jfr;
    if (recording == null || finished) {
      return;
    }
    if (Control.trace) {
      flushTraces();
    }
    written = Facts.added();
    drain();
    long start = System.nanoTime();
    RecordingHeader.commitCoverage(reason);
    Path part = file.part();
    try {
      recording.dump(part);
      file.publish(part);
      complained = false;
    } catch (IOException | RuntimeException e) {
      RecordingFile.discard(part);
      complain(e);
    }
    lastDump = System.nanoTime();
    dumpNanos = lastDump - start;
  }

  /** The last time, at exit. */
  synchronized void finish() {
    if (finished) {
      return;
    }
    complained = false;
    write("exit");
    finished = true;
    summary();
    JfrRecording recording = jfr;
    if (recording != null) {
      try {
        recording.close();
      } catch (RuntimeException e) {
        // JFR has closed it first.
      }
    }
  }

  private void complain(Exception e) {
    if (!complained) {
      complained = true;
      Control.say(
          "cannot write the recording ".concat(file.name()).concat(": ").concat(e.toString()));
    }
  }

  private void summary() {
    long skipped = Control.classesSkipped();
    if (Control.verbose) {
      StringBuilder line = new StringBuilder();
      line.append(Control.classesWoven()).append(" classes woven, ");
      line.append(skipped).append(" skipped, ");
      line.append(LockClass.count()).append(" lock classes, recording ").append(file.name());
      Control.say(line.toString());
    } else if (skipped > 0) {
      Control.say(
          Long.toString(skipped)
              .concat(skipped == 1 ? " class" : " classes")
              .concat(" could not be woven (listed in the recording)"));
    }
    if (Facts.lostSoFar() > 0) {
      Control.say(
          Long.toString(Facts.lostSoFar())
              .concat(" facts were lost (too many for the recorder, or an error in a hook)"));
    }
  }

  private static void flushTraces() {
    for (WeakNode node : Threads.TABLE.snapshot()) {
      ((HeldLocks) node).trace.flush();
    }
  }

  private static void daemon(Runnable body, String name) {
    Thread thread = new Thread(null, body, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
  }
}
