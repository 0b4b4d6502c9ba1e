package io.jlockdep.runtime;

/** What a thread held, and the operations that it was inside, at one moment. */
final class HeldView {
  private static final int WIDTH = 7;

  final int thread;
  private final int[] locks;
  private final int[] operations;

  HeldView(int thread, int count, int[] operations) {
    this.thread = thread;
    this.locks = new int[count * WIDTH];
    this.operations = operations;
  }

  void set(int index, Held held, int stack, boolean exact) {
    int at = index * WIDTH;
    locks[at] = held.instanceId();
    locks[at + 1] = held.lockClass;
    locks[at + 2] = held.mode;
    locks[at + 3] = held.how;
    locks[at + 4] = held.site;
    locks[at + 5] = stack;
    locks[at + 6] = exact ? 1 : 0;
  }

  int size() {
    return locks.length / WIDTH;
  }

  /** The field {@code held} of the recording. */
  String held() {
    StringBuilder text = new StringBuilder(locks.length * 4);
    for (int at = 0; at < locks.length; at += WIDTH) {
      if (at > 0) {
        text.append(';');
      }
      text.append(locks[at]).append(':').append(locks[at + 1]).append(':');
      text.append(Acquire.modeLetter(locks[at + 2])).append(':');
      text.append(Acquire.howLetter(locks[at + 3])).append(':');
      text.append(locks[at + 4]).append(':').append(locks[at + 5]).append(':');
      text.append(locks[at + 6]);
    }
    return text.toString();
  }

  /** The field {@code operations} of the recording. */
  String operations() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < operations.length; i++) {
      if (i > 0) {
        text.append(',');
      }
      text.append(operations[i]);
    }
    return text.toString();
  }
}
