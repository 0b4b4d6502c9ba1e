package io.jlockdep.runtime;

import io.jlockdep.runtime.event.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Turns facts into events and sees to it that the file on disk is never far behind: the daemon
 * thread "jlockdep recorder". The watchdog and the exit hook also make it write.
 *
 * <p>JFR takes longer to start than many a program runs. So the facts wait in their queue at first;
 * JFR is started when the program has run for a while, when too many facts wait, or when the file
 * is wanted while the program goes on. A program that ends before has its recording written
 * directly. Either JFR gets all facts or the direct recording does. While they wait a copy of them
 * is written now and then, for the case that the program is killed.
 */
final class Recorder implements Runnable {
  private static final long TICK_NANOS = 50_000_000L;
  private static final long TRACE_NANOS = 200_000_000L;
  private static final long FIRST_CHECKPOINT_NANOS = 500_000_000L;

  /** A program that has run so long gets JFR. */
  private static final long PATIENCE_NANOS = 1_000_000_000L;

  /** When the first copy of what waits is written, each later one in twice the time. */
  private static final long FIRST_COPY_NANOS = 300_000_000L;

  /** So many units of facts (1 MB) are worth JFR at once. */
  private static final long PATIENCE_FACTS = 1 << 14;

  private static final long CHECKPOINT_NANOS = 2_000_000_000L;

  private static volatile @Nullable Recorder current;

  private final RecordingFile file;
  private final RecordingHeader header;
  private @Nullable JfrRecording jfr;
  private @Nullable DirectRecording direct;

  /** Whether it is decided, for good, who gets the facts. */
  private volatile boolean opened;

  private volatile boolean finished;
  private boolean complained;

  /** A deadlock has been written: what is written after it, but for the end, says so too. */
  private boolean deadlocked;

  private long written;
  private TimeTables.@Nullable Sum timesWritten;
  private long lastDump = System.nanoTime() - CHECKPOINT_NANOS + FIRST_CHECKPOINT_NANOS;
  private long dumpNanos;

  Recorder(RecordingFile file, RecordingHeader header) {
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
    if (Control.trace) {
      daemon(new Clock(), "jlockdep clock");
    }
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
      recorder.writeLast();
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

  /** Where the recording goes, empty if nothing is recorded. */
  static String currentFile() {
    Recorder recorder = current;
    return recorder == null ? "" : recorder.fileName();
  }

  String fileName() {
    return file.name();
  }

  @Override
  public void run() {
    Threads.current().guardOn();
    Facts.recorder = Thread.currentThread();
    long began = System.nanoTime();
    long traced = began;
    long copyAfter = FIRST_COPY_NANOS;
    while (!finished) {
      LockSupport.parkNanos(this, TICK_NANOS);
      long now = System.nanoTime();
      if (Control.trace && now - traced > TRACE_NANOS) {
        traced = now;
        flushTraces();
      }
      if (!opened) {
        if (now - began < PATIENCE_NANOS && Facts.waiting() < PATIENCE_FACTS) {
          if (now - began >= copyAfter) {
            copyAfter *= 2;
            writeCopy();
          }
          continue;
        }
        writeCopy(); // JFR may take a second on a busy machine
        open();
      }
      drain();
      boolean isNew = Control.contention || Facts.added() > written;
      if (isNew && now - lastDump > Math.max(CHECKPOINT_NANOS, 20 * dumpNanos)) {
        write("checkpoint");
      }
    }
  }

  /** Writes what is known so far and waits for JFR or the end; both get all of it nevertheless. */
  synchronized void writeCopy() {
    if (opened || written == Facts.added()) {
      return;
    }
    written = Facts.added();
    DirectRecording copy = new DirectRecording();
    copy.add(header.entry());
    for (Fact fact = Facts.first(); fact != null; fact = fact.next) {
      try {
        copy.add(fact.event());
      } catch (Throwable t) {
        Facts.lost(t);
      }
    }
    Path part = file.part();
    try {
      copy.add(RecordingHeader.coverage("checkpoint"));
      copy.write(part.toFile(), header.startMillis(), Facts.began());
      file.publish(part);
    } catch (Throwable t) {
      RecordingFile.discard(part); // the next one that is due says why it cannot be written
    }
  }

  /** Starts JFR; who comes while another thread does so waits for it. */
  private synchronized void open() {
    if (opened) {
      return;
    }
    opened = true;
    written = 0;
    try {
      jfr = ExitHook.startJfr();
      header.entry().commit();
    } catch (Throwable t) {
      Control.failed("cannot record, Java Flight Recorder does not start: ".concat(t.toString()));
      finished = true;
    }
  }

  /** Takes all facts that wait. */
  private synchronized void drain() {
    if (jfr == null && direct == null) {
      return;
    }
    Fact fact;
    while ((fact = Facts.poll()) != null) {
      try {
        put(fact.event());
      } catch (Throwable t) {
        Facts.lost(t);
      }
    }
  }

  private void put(Entry entry) {
    DirectRecording recording = direct;
    if (recording == null) {
      entry.commit();
    } else {
      recording.add(entry);
    }
  }

  /** Brings the file on disk up to date, of a program that goes on. */
  synchronized void write(String reason) {
    open();
    if (!finished) {
      writeAll(reason);
      // JFR has begun a new chunk. On JDK 17 it forgets the strings that the old one has only when
      // a thread commits that had committed before; a new thread's next events would refer to them.
      putCoverage(reason);
    }
  }

  /** Brings the file on disk up to date, of a program that ends now. */
  private synchronized void writeLast() {
    if (!opened) {
      opened = true;
      direct = new DirectRecording();
      put(header.entry());
    }
    if (!finished) {
      Misuses.atExit();
      writeAll("exit");
    }
    finished |= direct != null;
  }

  private void writeAll(String reason) {
    if (Control.trace) {
      flushTraces();
    }
    written = Facts.added();
    TimeTables.Sum times = Control.contention ? Contention.sum() : null;
    drain(); // after the sum was made: the stacks that it names are told then
    if (times != null) {
      for (Entry entry : ContentionEntries.changes(timesWritten, times)) {
        put(entry);
      }
      timesWritten = times;
    }
    long start = System.nanoTime();
    deadlocked |= reason.equals("deadlock");
    putCoverage(reason);
    Path part = file.part();
    try {
      writeTo(part);
      file.publish(part);
      complained = false;
    } catch (IOException | RuntimeException e) {
      RecordingFile.discard(part);
      complain(e);
    }
    lastDump = System.nanoTime();
    dumpNanos = lastDump - start;
  }

  private void putCoverage(String reason) {
    put(RecordingHeader.coverage(deadlocked && reason.equals("checkpoint") ? "deadlock" : reason));
  }

  private void writeTo(Path part) throws IOException {
    DirectRecording recording = direct;
    if (recording != null) {
      recording.write(part.toFile(), header.startMillis(), Facts.began());
    } else if (jfr != null) {
      jfr.dump(part);
    }
  }

  /** The last time, at exit. */
  synchronized void finish() {
    if (finished) {
      return;
    }
    complained = false;
    writeLast();
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
