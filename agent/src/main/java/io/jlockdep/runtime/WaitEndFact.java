package io.jlockdep.runtime;

import io.jlockdep.runtime.event.Entry;
import io.jlockdep.runtime.event.WaitEndEvent;

/** A wait that was recorded has ended. */
final class WaitEndFact extends Fact {
  private final long sequence;
  private final long time = Facts.time();
  private final int thread;
  private final long wait;
  private final long duration;
  private final boolean came;

  WaitEndFact(long sequence, int thread, long wait, long duration, boolean came) {
    this.sequence = sequence;
    this.thread = thread;
    this.wait = wait;
    this.duration = duration;
    this.came = came;
  }

  @Override
  Entry event() {
    WaitEndEvent event = new WaitEndEvent();
    event.seq = sequence;
    event.time = time;
    event.thread = thread;
    event.wait = wait;
    event.durationNanos = duration;
    event.came = came;
    return event;
  }
}
