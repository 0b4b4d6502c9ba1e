package io.jlockdep.runtime;

/** What a wait waits for and a signal serves, in the words of the recording. */
enum EventKind {
  OBJECT_WAIT("object-wait", LockKind.MONITOR),
  CONDITION("condition", LockKind.CONDITION),
  PARK("park", LockKind.PARK),
  LATCH("latch", LockKind.LATCH),
  BARRIER("barrier", LockKind.BARRIER),
  PHASER("phaser", LockKind.PHASER),
  EXCHANGER("exchanger", LockKind.EXCHANGER),
  SEMAPHORE("semaphore", LockKind.SEMAPHORE),
  FUTURE("future", LockKind.FUTURE),
  /** An element comes. */
  QUEUE_TAKE("queue-take", LockKind.QUEUE),
  /** Room comes. */
  QUEUE_PUT("queue-put", LockKind.QUEUE),
  THREAD_END("thread-end", LockKind.THREAD),
  PROCESS_END("process-end", LockKind.PROCESS),
  EXECUTOR_END("executor-end", LockKind.EXECUTOR),
  /** A declared count reaches zero. */
  COUNT("count", LockKind.COUNT),
  COUNT_BEGIN("count-begin", LockKind.COUNT);

  final String word;
  final LockKind lockKind;

  EventKind(String word, LockKind lockKind) {
    this.word = word;
    this.lockKind = lockKind;
  }
}
