package io.jlockdep.samplefs.workload;

import java.util.concurrent.atomic.LongAdder;

/** What the threads of a workload have done so far. */
final class Tally {
  private final LongAdder operations = new LongAdder();
  private final LongAdder bytesWritten = new LongAdder();
  private final LongAdder bytesRead = new LongAdder();
  private final LongAdder blocksVerified = new LongAdder();
  private final LongAdder wouldBlock = new LongAdder();

  void wrote(long bytes) {
    operations.increment();
    bytesWritten.add(bytes);
  }

  void read(long bytes) {
    operations.increment();
    bytesRead.add(bytes);
  }

  /** A sync or a truncate. */
  void other() {
    operations.increment();
  }

  void verified(long blocks) {
    blocksVerified.add(blocks);
  }

  /** A NOWAIT operation that was refused. */
  void refused() {
    operations.increment();
    wouldBlock.increment();
  }

  Summary summary(long nanos) {
    return new Summary(
        operations.sum(),
        bytesWritten.sum(),
        bytesRead.sum(),
        blocksVerified.sum(),
        wouldBlock.sum(),
        nanos);
  }
}
