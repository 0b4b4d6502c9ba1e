package io.jlockdep.runtime;

/** One call of {@code wait} or {@code await}: the lock is given up meanwhile. */
final class Waiting {
  private final HeldLocks held;
  private final Held lock = new Held();

  private Waiting(HeldLocks held) {
    this.held = held;
  }

  /** Takes entry {@code index} out and announces that the thread will want it back. */
  static Waiting begin(HeldLocks held, int index, int site) {
    Waiting waiting = new Waiting(held);
    Held lock = waiting.lock;
    try {
      lock.copyFrom(held.entry(index));
      if (Control.trace) {
        held.trace.waiting(lock, site);
      }
      if (Control.contention) {
        Contention.releasing(held, held.entry(index));
      }
      held.remove(index);
      waiting.ask(site);
    } catch (Throwable t) {
      Facts.lost(t);
    }
    return waiting;
  }

  /** The wait is over, normally or not: the lock is held again. */
  void over() {
    held.pending = null;
    held.asking = false;
    held.waiting = false;
    try {
      Held again = fill(lock.site);
      again.stack = lock.stack;
      held.words[held.depth] = HeldStack.LONG;
      held.depth++;
      held.acquisitions++;
      if (Control.trace) {
        held.trace.reacquired(again);
      }
      if (Control.contention) {
        Contention.acquired(held, again); // what it waited for was the signal first
      }
    } catch (Throwable t) {
      Facts.lost(t);
    }
  }

  private void ask(int site) {
    Held again = fill(site);
    boolean same = false;
    for (int i = 0; i < held.depth; i++) {
      same |= held.entry(i).lockClass == again.lockClass;
    }
    if (held.depth != 0 || held.spans.key != 0) {
      held.witnesses.consider(again, same, false);
    }
    lock.site = site;
    lock.stack = again.stack;
    held.ask(again);
    held.waiting = true;
  }

  private Held fill(int site) {
    Held again = held.slot();
    Object object = lock.lock;
    if (object == null) {
      throw new IllegalStateException("nothing to wait for");
    }
    held.fill(
        again,
        object,
        lock.instance,
        lock.isMonitor,
        lock.lockClass,
        lock.mode,
        Acquire.REACQUIRE,
        site);
    again.count = lock.count;
    again.declaration = lock.declaration;
    return again;
  }
}
