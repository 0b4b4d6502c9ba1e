package io.jlockdep.runtime;

import org.jspecify.annotations.Nullable;

/**
 * The stack of locks that one thread holds, outermost first, with the operations that it is inside.
 * Only that thread writes it; the watchdog reads it racily. A node of {@link Threads#TABLE}, which
 * refers to the thread weakly.
 */
abstract class HeldStack extends WeakNode {
  /**
   * Added to {@link #quiet} inside a hook; the declared methods that the thread is in count 1 each.
   */
  static final int GUARD = 0x10000;

  /** Our id of the thread. */
  final int thread;

  private volatile boolean told;

  /** The first {@link #depth} are held; the one after that is asked for, or free. */
  @Nullable Held[] entries = new @Nullable Held[8];

  int depth;

  /** What the thread asks for or has just asked for, and how often it has asked. */
  @Nullable Held pending;

  int asked;

  /** The thread asks by waiting for a notification first. */
  boolean waiting;

  /** Of the watchdog: {@link #asked} when it last looked, and when it reported a deadlock. */
  int askedWhenSeen = -1;

  int askedWhenReported = -1;

  /** The watchdog has let go of what the thread left behind. */
  boolean isBuried;

  /** Acquisitions ever. */
  long acquisitions;

  /** Not zero: hooks do nothing. */
  int quiet;

  /** The thread runs the self-check: hooks work but nothing of it reaches the recording. */
  boolean probing;

  final Spans spans = new Spans();
  final TraceBuffer trace;

  HeldStack(Thread thread) {
    super(thread, Threads.TABLE.queue);
    this.thread = ThreadFacts.newId();
    this.trace = new TraceBuffer(this);
  }

  /** Tells the recording who this thread is, if it does not know yet. */
  void tell() {
    Thread self = (Thread) get();
    if (!told && self != null) {
      told = true;
      ThreadFacts.tell(thread, self);
    }
  }

  void guardOn() {
    quiet += GUARD;
  }

  void guardOff() {
    quiet -= GUARD;
  }

  @Override
  void gone() {
    trace.flush();
  }

  /** The thread has ended: what it holds is never released, but pins nothing either. */
  void ended() {
    depth = 0;
    pending = null;
    entries = new @Nullable Held[1];
    trace.flush();
  }

  /** What seems to be held, for the watchdog: exact if the thread is blocked. */
  Held[] snapshot() {
    @Nullable Held[] source = entries;
    int count = Math.min(depth, source.length);
    Held[] copy = new Held[count];
    for (int i = 0; i < count; i++) {
      Held held = new Held();
      Held original = source[i];
      if (original != null) {
        held.copyFrom(original);
      }
      copy[i] = held;
    }
    return copy;
  }

  Held entry(int index) {
    Held held = entries[index];
    if (held == null) {
      throw new IllegalStateException("no entry");
    }
    return held;
  }

  /** The free entry above those that are held. */
  Held slot() {
    int at = depth;
    if (at == entries.length) {
      @Nullable Held[] larger = new @Nullable Held[at * 2];
      System.arraycopy(entries, 0, larger, 0, at);
      entries = larger;
    }
    Held held = entries[at];
    if (held == null) {
      held = new Held();
      entries[at] = held;
    }
    return held;
  }

  void fill(
      Held held,
      Object lock,
      @Nullable LockInstance instance,
      boolean isMonitor,
      int lockClass,
      int mode,
      int how,
      int site) {
    held.lock = lock;
    held.instance = instance;
    held.isMonitor = isMonitor;
    held.lockClass = lockClass;
    held.mode = mode;
    held.how = how;
    held.site = site;
    held.stack = 0;
    held.declaration = null;
    held.count = 1;
    held.key = Chains.step(keyBelow(depth), lockClass, mode);
  }

  void ask(Held held) {
    pending = held;
    waiting = false;
    asked++;
  }

  /**
   * Gives up {@code count} holds of entry {@code index}; returns how many more were to be given up
   * than it had.
   */
  int release(int index, Held held, int count, int siteId) {
    if (held.count > count) {
      held.count -= count;
      return 0;
    }
    int over = count - held.count;
    if (Control.trace) {
      trace.releasing(held, siteId);
    }
    if (index == depth - 1) {
      depth = index;
      held.lock = null;
    } else {
      remove(index);
    }
    return over;
  }

  /** Takes an entry out; the slot above the top, perhaps asked for, moves down with the rest. */
  void remove(int index) {
    int last = depth - 1;
    Held gone = entry(index);
    slot();
    for (int i = index; i <= last; i++) {
      entries[i] = entries[i + 1];
    }
    entries[last + 1] = gone;
    depth = last;
    gone.clear();
    for (int i = index; i <= last; i++) {
      Held held = entries[i];
      if (held == null) {
        continue;
      }
      held.key = Chains.step(keyBelow(i), held.lockClass, held.mode);
    }
  }

  int indexOf(LockInstance instance, int mode) {
    for (int i = depth - 1; i >= 0; i--) {
      Held held = entry(i);
      if (held.instance == instance && held.mode == mode && !held.isMonitor) {
        return i;
      }
    }
    return -1;
  }

  /** Gives up holds of a lock that perhaps another thread took. */
  void releaseOf(LockInstance instance, int mode, int count, int siteId) {
    if (instance.isSignal()) {
      return;
    }
    int index = indexOf(instance, mode);
    int over = index < 0 ? count : release(index, entry(index), count, siteId);
    if (over <= 0) {
      return;
    }
    switch (instance.kind) {
      case SEMAPHORE:
        instance.markReleasedElsewhere();
        break;
      case STAMPED_LOCK:
      case DECLARED:
      case DECLARED_REENTRANT:
      case LOCK:
        instance.markReleasedElsewhere();
        instance.addForeignRelease(mode);
        Graph.touch();
        break;
      default:
        break; // not the owner: the call itself throws
    }
  }

  private long keyBelow(int index) {
    return index == 0 ? 0 : entry(index - 1).key;
  }
}
