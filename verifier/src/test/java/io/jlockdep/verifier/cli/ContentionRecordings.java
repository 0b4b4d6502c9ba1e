package io.jlockdep.verifier.cli;

import io.jlockdep.verifier.read.TestEvents;
import io.jlockdep.verifier.read.TestRecordings;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A recording in which one thread waited 700 ns in all for {@code Bank.a}: 500 because of step2,
 * 150 because nobody had it, 50 because of nobody knows whom.
 */
final class ContentionRecordings {
  private ContentionRecordings() {}

  /** Every event twice: at a checkpoint, when less had happened, and at the end. */
  static void write(Path file, long factor) throws IOException {
    TestRecordings.write(
        file,
        TestRecordings::dictionary,
        () -> contention(1),
        () -> {
          contention(2 * factor);
          sync();
        },
        TestRecordings::exit);
  }

  private static void contention(long n) {
    stat(1, "exclusive", 10 * n, n, 350 * n, "30:" + n);
    stat(2, "shared", 4 * n, 0, 0, "");
    blame("stack", 2, n, 250 * n);
    blame("hand-off", 0, n, 75 * n);
    blame("unknown", 0, n, 25 * n);
    TestEvents.Hold hold = new TestEvents.Hold();
    hold.lockClass = 1;
    hold.mode = "exclusive";
    hold.stack = 2;
    hold.count = 10 * n;
    hold.totalNanos = 1000 * n;
    hold.maxNanos = 900;
    hold.commit();
  }

  private static void stat(
      int lock, String mode, long acquisitions, long waits, long nanos, String histogram) {
    TestEvents.LockStat event = new TestEvents.LockStat();
    event.lockClass = lock;
    event.mode = mode;
    event.acquisitions = acquisitions;
    event.contentions = waits;
    event.waitTotalNanos = nanos;
    event.waitMinNanos = waits == 0 ? 0 : 350;
    event.waitMaxNanos = waits == 0 ? 0 : 350;
    event.waits = histogram;
    event.holds = acquisitions;
    event.holdTotalNanos = acquisitions * 100;
    event.holdMinNanos = 100;
    event.holdMaxNanos = 900;
    event.holdTimes = "22:" + acquisitions;
    event.commit();
  }

  private static void blame(String holder, int stack, long count, long nanos) {
    TestEvents.Contention event = new TestEvents.Contention();
    event.lockClass = 1;
    event.waiterMode = "exclusive";
    event.waiterStack = 1;
    event.holder = holder;
    event.holderMode = stack == 0 ? "" : "exclusive";
    event.holderStack = stack;
    event.count = count;
    event.totalNanos = nanos;
    event.maxNanos = 250;
    event.commit();
  }

  private static void sync() {
    TestEvents.Sync event = new TestEvents.Sync();
    event.seq = 7;
    event.thread = 1;
    event.kind = "force";
    event.path = "a.db";
    event.durationNanos = 1234;
    event.site = 3;
    event.stack = 3;
    event.commit();
  }
}
