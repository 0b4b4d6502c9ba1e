package io.jlockdep.runtime;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The stack of locks that one thread holds, outermost first, with the operations that it is inside.
 * Only that thread writes it; the watchdog reads it racily. A node of {@link Threads#TABLE}, which
 * refers to the thread weakly.
 *
 * <p>An entry has two shapes. The short one is a word and a key: the site and the number of the
 * acquisition, and the chain that ends there, from which class and mode can be had back. It is all
 * that the hot path writes; no reference is stored, so that the garbage collector's barriers cost
 * nothing and a lock that never leaves its thread can still be elided. The long one is a {@link
 * Held}, with the lock object. {@link #entry} makes a long view of a short entry when somebody
 * asks.
 */
abstract class HeldStack extends WeakNode {
  /**
   * Added to {@link #quiet} inside a hook; the declared methods that the thread is in count 1 each.
   */
  static final int GUARD = 0x10000;

  /** The low half of the word of a long entry. */
  static final int LONG = 0;

  /** In the low half of a short entry's word: a lock, not a monitor. */
  static final int LOCK = 1 << 30;

  /** The same besides, of a lock that was not waited for. */
  static final int TRIED = 1 << 29;

  /**
   * Between those bits and those of the site: one for each time that a lock was taken once more.
   */
  static final int ONCE_MORE = Site.MOST;

  /** All of them. */
  static final int MORE = TRIED - ONCE_MORE;

  /** The bits of the site. */
  private static final int SITE = ONCE_MORE - 1;

  /** Reasons in {@link #careful}. */
  static final int VIRTUAL = 1;

  static final int INSIDE = 2;
  static final int PROBING = 4;

  /** Every class of locks is to be looked at, but those that are known take the short way. */
  static final int FOLLOWED = 8;

  /** The clock is to be read. */
  static final int TIMED = 16;

  /** Our id of the thread. */
  final int thread;

  /** The thread, while {@link Threads} has this state at hand for it. */
  @Nullable Thread current;

  private volatile boolean told;

  /** The thread that started this one, the one that started that, ...; as far as was seen. */
  volatile int[] ancestors = NONE;

  private static final int[] NONE = {};

  /** For each entry its word: the number of the acquisition, and the site or {@link #LONG}. */
  long[] words = new long[8];

  /** For each entry the key of the locks held up to it. */
  long[] keys = new long[8];

  /** For each short entry of a lock what the lock was found by; left behind when it is popped. */
  @Nullable LockRef[] refs = new @Nullable LockRef[8];

  /** At level {@code trace}, for each short entry the id of its instance. */
  int[] ids = new int[8];

  private @Nullable Held[] entries = new @Nullable Held[8];

  /** The first so many are held; the one after that is asked for, or free. */
  int depth;

  /** The short entry above those that are held is asked for. */
  boolean asking;

  /** A call is about to take the innermost lock, held in the short way, once more. */
  boolean takingOnceMore;

  /** The hook runs when the monitor has been taken already (a class woven after it was loaded). */
  boolean takenAlready;

  /** What the thread asks for or has just asked for in the long way, and how often it has asked. */
  @Nullable Held pending;

  int asked;

  /** The thread asks by waiting for a notification first. */
  boolean waiting;

  /** Of the watchdog: {@link #progress} when it last looked, and when it reported a deadlock. */
  int progressWhenSeen = -1;

  int progressWhenReported = -1;

  /** The watchdog has let go of what the thread left behind. */
  boolean isBuried;

  /** Acquisitions ever. */
  int acquisitions;

  /** Not zero: hooks do nothing. */
  int quiet;

  /** Not zero: acquisitions take the long way, and why. */
  int careful;

  /** Of {@link Graph#epoch}: what is known was known then. */
  int epoch = Graph.epoch;

  /** Direct-mapped: keys of chains that need no closer look if they are taken in the short way. */
  long[] known = {0};

  final Spans spans = new Spans();

  /** Divides its waits; made at the first. */
  @Nullable WaitSplit split;

  /** Its waits, signals and tasks; made when there are any. */
  @Nullable Activity activity;

  final TraceBuffer trace;

  HeldStack(Thread thread) {
    super(thread, Threads.TABLE.queue);
    this.thread = ThreadFacts.newId();
    this.trace = new TraceBuffer(this);
    this.careful = (Threads.isVirtual(thread) ? VIRTUAL : 0) | (Control.contention ? TIMED : 0);
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

  /** The thread runs the self-check: hooks work but nothing of it reaches the recording. */
  boolean isProbing() {
    return (careful & PROBING) != 0;
  }

  /** Sets or clears one of the reasons to be careful. */
  void careful(int reason, boolean is) {
    careful = is ? careful | reason : careful & ~reason;
  }

  /** Changes with everything that the thread asks for or gets. */
  int progress() {
    return acquisitions + asked;
  }

  @Override
  void gone() {
    if (depth != 0 && !isBuried) {
      isBuried = true;
      Misuses.ended((HeldLocks) this);
    }
    trace.flush();
  }

  /** The thread has ended: what it holds is never released, but pins nothing either. */
  void ended() {
    depth = 0;
    pending = null;
    asking = false;
    entries = new @Nullable Held[words.length];
    refs = new @Nullable LockRef[words.length];
    trace.flush();
  }

  /** What seems to be held, for the watchdog: exact if the thread is blocked. */
  Held[] snapshot() {
    long[] source = words;
    int count = Math.min(depth, Math.min(source.length, keys.length));
    Held[] copy = new Held[count];
    for (int i = 0; i < count; i++) {
      copy[i] = copy(i);
    }
    return copy;
  }

  /** A copy of what the thread asks for, or null; for the watchdog. */
  @Nullable Held askedCopy() {
    if (asking && depth < words.length) {
      return copy(depth);
    }
    Held ask = pending;
    if (ask == null) {
      return null;
    }
    Held copy = new Held();
    copy.copyFrom(ask);
    return copy;
  }

  private Held copy(int index) {
    Held copy = new Held();
    long word = words[index];
    if (isShort(word)) {
      fill(copy, index, word);
    } else {
      Held original = entries[index];
      if (original != null) {
        copy.copyFrom(original);
      }
    }
    return copy;
  }

  Held entry(int index) {
    Held held = longEntry(index);
    long word = words[index];
    if (isShort(word) && held.word != word) {
      fill(held, index, word);
    }
    return held;
  }

  /** Makes a short entry long, now that its lock is known. */
  Held lengthen(int index, Object lock) {
    Held held = entry(index);
    held.lock = lock;
    words[index] = LONG;
    return held;
  }

  /** Whether a chain is known to need no closer look; false if that is not at hand. */
  boolean isKnown(long key) {
    long[] table = known;
    return table[place(key) & (table.length - 1)] == key && epoch == Graph.epoch;
  }

  /** Where a key is in {@link #known}, in the low bits. */
  static int place(long key) {
    return (int) (key ^ key >>> 32);
  }

  static boolean isShort(long word) {
    return (int) word != LONG;
  }

  /** The mode of an entry. */
  int modeOf(int index) {
    return Chains.mode(Chains.last(keyBelow(index), keys[index]));
  }

  /** The site of a short entry. */
  int siteOf(int index) {
    return (int) words[index] & SITE;
  }

  /** The free entry above those that are held. */
  Held slot() {
    int at = depth;
    if (at == words.length) {
      widen();
    }
    words[at] = LONG;
    return longEntry(at);
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
    held.askedAt = 0;
    held.since = 0;
    held.ring = null;
    keys[depth] = Chains.step(keyBelow(depth), lockClass, mode);
  }

  void ask(Held held) {
    asking = false;
    pending = held;
    waiting = false;
    asked++;
    if (Control.contention && held.since == 0) { // else it is held already, and had at once
      Contention.asking((HeldLocks) this, held);
    }
  }

  /**
   * Gives up {@code count} holds of entry {@code index}; returns how many more were to be given up
   * than it had.
   */
  int release(int index, Held held, int count, int siteId) {
    if (held.count > count) {
      held.count -= count;
      if (isShort(words[index])) {
        words[index] -= (long) count * ONCE_MORE;
        held.word = words[index];
      }
      return 0;
    }
    int over = count - held.count;
    if (Control.trace) {
      trace.releasing(held, siteId);
    }
    if (Control.contention) {
      Contention.releasing((HeldLocks) this, held);
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
    if (depth == words.length) {
      widen();
    }
    int last = depth - 1;
    Held gone = longEntry(index);
    long before = keys[index];
    for (int i = index; i <= last; i++) {
      long key = keys[i + 1];
      keys[i] = keyBelow(i) * Chains.FACTOR + Chains.last(before, key);
      before = key;
      words[i] = words[i + 1];
      refs[i] = refs[i + 1];
      ids[i] = ids[i + 1];
      entries[i] = entries[i + 1];
    }
    entries[last + 1] = gone;
    depth = last;
    gone.clear();
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

  /** The entry of a reentrant lock of the JDK that was taken through this very object, or -1. */
  int indexOfOwn(Object lock) {
    for (int i = depth - 1; i >= 0; i--) {
      long word = words[i];
      LockRef ref = isShort(word) && ((int) word & LOCK) != 0 ? refs[i] : null;
      if (ref != null ? ref.refersTo(lock) : !isShort(word) && isOwn(longEntry(i), lock)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isOwn(Held held, Object lock) {
    LockInstance instance = held.instance;
    return held.lock == lock
        && instance != null
        && (instance.kind == LockKind.REENTRANT_LOCK || instance.kind == LockKind.RW_LOCK);
  }

  /** It was taken once more, for which nobody can have waited. */
  void again(int index, Object lock) {
    pending = null;
    asking = false;
    acquisitions++;
    lengthen(index, lock).count++;
  }

  /**
   * The entry of a monitor that the thread is known to hold, or -1. A short one is found by its
   * class: two monitors of one class are never both held in the short way.
   */
  int indexOfClassed(Object monitor, int lockClass) {
    int found = -1;
    for (int i = depth - 1; i >= 0; i--) {
      Held held = entry(i);
      if (held.isMonitor) {
        if (held.lock == monitor) {
          return i;
        }
        if (held.lock == null && found < 0 && held.lockClass == lockClass) {
          found = i;
        }
      }
    }
    return found;
  }

  /** Gives up holds of a lock that perhaps another thread took. */
  void releaseOf(Object lock, LockInstance instance, int mode, int count, int siteId) {
    if (instance.isSignal()) {
      return;
    }
    int index = indexOf(instance, mode);
    int over = index < 0 ? count : release(index, entry(index), count, siteId);
    if (over <= 0) {
      return;
    }
    Misuses.released((HeldLocks) this, lock, instance, mode, over, siteId);
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
        break; // not the owner, or it was taken in code that is not woven
    }
  }

  private void fill(Held held, int index, long word) {
    int link = Chains.last(keyBelow(index), keys[index]);
    LockRef ref = ((int) word & LOCK) != 0 ? refs[index] : null;
    held.lock = null;
    held.instance = ref == null ? null : ref.instance;
    held.isMonitor = ((int) word & LOCK) == 0;
    held.lockClass = Chains.lockClass(link);
    held.mode = Chains.mode(link);
    held.how = ((int) word & TRIED) == 0 ? Acquire.BLOCKING : Acquire.TRY;
    held.site = (int) word & SITE;
    held.stack = 0;
    held.count = 1 + ((int) word & MORE) / ONCE_MORE;
    held.takenAt = (int) (word >>> 32);
    held.declaration = null;
    held.word = word;
  }

  private Held longEntry(int index) {
    Held held = entries[index];
    if (held == null) {
      held = new Held();
      entries[index] = held;
    }
    return held;
  }

  private void widen() {
    int length = words.length;
    @Nullable Held[] moreEntries = new @Nullable Held[length * 2];
    @Nullable LockRef[] moreRefs = new @Nullable LockRef[length * 2];
    long[] moreKeys = new long[length * 2];
    long[] moreWords = new long[length * 2];
    System.arraycopy(entries, 0, moreEntries, 0, length);
    System.arraycopy(refs, 0, moreRefs, 0, length);
    System.arraycopy(keys, 0, moreKeys, 0, length);
    System.arraycopy(words, 0, moreWords, 0, length);
    ids = Arrays.copyOf(ids, length * 2);
    entries = moreEntries;
    refs = moreRefs;
    keys = moreKeys;
    words = moreWords;
  }

  private long keyBelow(int index) {
    return index == 0 ? 0 : keys[index - 1];
  }
}
