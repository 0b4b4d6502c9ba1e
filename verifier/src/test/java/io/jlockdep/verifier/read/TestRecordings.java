package io.jlockdep.verifier.read;

import java.io.IOException;
import java.nio.file.Path;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;

/** Recordings made here, without the agent. */
public final class TestRecordings {
  /** A contract that the inversion does not touch. */
  public static final String SPEC =
      """
      version: 1
      contracts:
        - name: no-b-under-a
          forbid: {acquire: Bank.b, holding: [Bank.a]}
          severity: warning
      """;

  private TestRecordings() {}

  /** Writes events, each piece in a chunk of its own, with a chunk of nothing between. */
  public static void write(Path file, Piece... pieces) throws IOException {
    // As the agent does: a type that is not registered in time is not described in every chunk.
    for (Class<?> type : TestEvents.class.getDeclaredClasses()) {
      FlightRecorder.register(type.asSubclass(Event.class));
    }
    try (Recording recording = new Recording()) {
      recording.start();
      for (int i = 0; i < pieces.length; i++) {
        if (i > 0) {
          rotate();
        }
        pieces[i].commit();
      }
      recording.stop();
      recording.dump(file);
    }
  }

  /** The start of another recording ends the chunk. */
  private static void rotate() {
    try (Recording other = new Recording()) {
      other.start();
    }
  }

  /** Commits some events. */
  public interface Piece {
    void commit();
  }

  /** The dictionary of {@link #inversion()}. */
  public static void dictionary() {
    new TestEvents.Recording().commit();
    names();
  }

  /** The same without the event that names the run. */
  public static void names() {
    thread(1, "one");
    thread(2, "two");
    lock(1, "com.example.Bank.a", "reentrant-lock");
    lock(2, "com.example.Bank.b", "monitor");
    site(1, 10);
    site(2, 11);
    site(3, 20);
    site(4, 21);
    for (int i = 1; i <= 4; i++) {
      TestEvents.Stack stack = new TestEvents.Stack();
      stack.stack = i;
      stack.frames =
          "com.example.Bank|step" + i + "|Bank.java|" + i + "\ncom.example.Bank|run|Bank.java|99";
      stack.commit();
    }
  }

  /** Thread one takes a then b, thread two b then a. */
  public static void inversion() {
    acquisition(1, 1, 1, 1, "");
    acquisition(2, 1, 2, 2, "1:1:x:b:1:1:1");
    acquisition(3, 2, 2, 3, "");
    acquisition(4, 2, 1, 4, "2:2:x:b:3:3:1");
  }

  /** The end of a program in order. */
  public static void exit() {
    coverage(100, "exit", 0);
  }

  public static void coverage(long seq, String reason, long lost) {
    TestEvents.Coverage coverage = new TestEvents.Coverage();
    coverage.seq = seq;
    coverage.classesSeen = 20;
    coverage.classesWoven = 19;
    coverage.classesSkipped = 1;
    coverage.sites = 4;
    coverage.eventsLost = lost;
    coverage.reason = reason;
    coverage.commit();
  }

  public static void acquisition(long seq, int thread, int lock, int place, String held) {
    TestEvents.Acquisition event = new TestEvents.Acquisition();
    event.seq = seq;
    event.time = seq * 1000;
    event.thread = thread;
    event.instance = lock;
    event.lockClass = lock;
    event.site = place;
    event.stack = place;
    event.held = held;
    event.commit();
  }

  /** Thread one misuses b at place 2 while it holds a. */
  public static void misuse(long seq, String rule) {
    TestEvents.Misuse event = new TestEvents.Misuse();
    event.seq = seq;
    event.thread = 1;
    event.instance = 2;
    event.lockClass = 2;
    event.rule = rule;
    event.certain = true;
    event.site = 2;
    event.stack = 2;
    event.held = "1:1:x:b:1:1:1";
    event.commit();
  }

  /** Thread one sleeps for the third time while it holds a. */
  public static void blocking(long seq, int waiters) {
    TestEvents.Blocking event = new TestEvents.Blocking();
    event.seq = seq;
    event.thread = 1;
    event.kind = "sleep";
    event.detail = "Thread.sleep";
    event.durationNanos = 30;
    event.count = 3;
    event.totalNanos = 90;
    event.waiters = waiters;
    event.waitersAll = waiters - 1;
    event.site = 2;
    event.stack = 2;
    event.held = "1:1:x:b:1:1:1";
    event.commit();
  }

  public static void thread(int id, String name) {
    TestEvents.ThreadInfo event = new TestEvents.ThreadInfo();
    event.thread = id;
    event.name = name;
    event.commit();
  }

  /** A class and its only object, with the same id. */
  public static void lock(int id, String name, String kind) {
    TestEvents.LockClass lockClass = new TestEvents.LockClass();
    lockClass.lockClass = id;
    lockClass.name = name;
    lockClass.kind = kind;
    lockClass.reentrant = true;
    lockClass.commit();
    TestEvents.LockInstance instance = new TestEvents.LockInstance();
    instance.instance = id;
    instance.lockClass = id;
    instance.commit();
  }

  public static void site(int id, int line) {
    TestEvents.Site site = new TestEvents.Site();
    site.site = id;
    site.className = "com.example.Bank";
    site.method = "transfer";
    site.file = "Bank.java";
    site.line = line;
    site.commit();
  }

  /** A JFR recording in which nothing is ours. */
  public static void foreign() {
    Event event = new TestEvents.Foreign();
    event.commit();
  }
}
