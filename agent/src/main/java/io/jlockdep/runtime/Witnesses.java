package io.jlockdep.runtime;

import io.jlockdep.vm.DontInline;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Decides, for one thread, when an acquisition under other locks or inside an operation is worth a
 * witness, and records it.
 *
 * <p>A chain is looked at closely the first few times; of those looks only the ones with a pair of
 * instances that is new to the thread are recorded. Once the graph shows a cycle through the chain
 * it is looked at again and oftener.
 */
final class Witnesses {
  private static final int LOOKS = 8;
  private static final int SUSPICIOUS_LOOKS = 256;
  private static final int SAME_CLASS = 4096;

  /**
   * Locks held beyond which one more of a class that is held already is not looked at: a look costs
   * as much as locks are held, so that a thread that takes thousands of one kind (every stripe of a
   * table) would come to a halt, and it would tell nothing new about the order of classes.
   */
  private static final int DEEP = 64;

  private static final StackTraceElement[] NO_FRAMES = {};

  /** Longest table of chains known; one that is crowded out is looked up in the long way. */
  private static final int KNOWN = 4096;

  private final HeldLocks held;
  private final SeenChains chains = new SeenChains();
  private final SeenChains pairs = new SeenChains();
  private int sameClass;

  Witnesses(HeldLocks held) {
    this.held = held;
  }

  /**
   * The thread asks for {@code ask} while others are held or an operation is active, or it is a
   * writer of a lock that has readers.
   *
   * @param always whether even a known chain must be looked at (the same class is held already)
   * @param owned whether the very instance is held already, not to be had again
   */
  @DontInline
  void consider(Held ask, boolean always, boolean owned) {
    if (always && !owned && held.depth > DEEP) {
      return;
    }
    if (held.spans.tire()) {
      held.careful(HeldStack.FOLLOWED, false);
      forgetKnown();
    }
    if (held.epoch != Graph.epoch) {
      lookAgain();
    }
    long chain = chainOf(ask);
    if (!always && chains.isSettled(chain)) {
      if (ask.how <= Acquire.INTERRUPTIBLE && !held.spans.isInside()) {
        know(held.keys[held.depth]);
      } else if (ask.how == Acquire.TRY && !held.spans.isInside()) {
        know(held.keys[held.depth] + Chains.TRIED);
      }
      return;
    }
    held.guardOn();
    try {
      look(ask, chain, always, owned, null);
    } finally {
      held.guardOff();
    }
  }

  /** The thread is followed closely from now on, or no longer: every chain is looked at anew. */
  void forgetKnown() {
    if (held.known.length > 1 || held.known[0] != 0) {
      held.known = new long[1];
    }
  }

  /** The same for a declared lock, in whose case the caller has taken the stack already. */
  void consider(Held ask, boolean always, boolean owned, StackTraceElement[] frames) {
    look(ask, chainOf(ask), always, owned, frames);
  }

  boolean isSettled(Held ask) {
    if (held.epoch != Graph.epoch) {
      lookAgain();
    }
    return chains.isSettled(chainOf(ask));
  }

  /** Takes the stack of an acquisition that is not a witness. */
  void takeStack(Held ask, Site site) {
    if (held.isProbing()) {
      return;
    }
    held.guardOn();
    try {
      ask.stack = Stacks.id(Stacks.capture());
      site.lastStack = ask.stack;
    } finally {
      held.guardOff();
    }
  }

  void occurred(int event, String values, int siteId, boolean withStack) {
    if (held.isProbing()) {
      return;
    }
    dropStale();
    StackTraceElement[] frames = withStack ? Stacks.capture() : NO_FRAMES;
    HeldView view = view(frames);
    int place = Site.at(siteId).tell();
    int stack = withStack ? Stacks.id(frames) : 0;
    Facts.add(new OccurrenceFact(view, event, values, place, stack));
  }

  private long chainOf(Held ask) {
    int how = ask.how == Acquire.INTERRUPTIBLE ? Acquire.BLOCKING : ask.how;
    return Chains.mix(Chains.mix(held.keys[held.depth], how), held.spans.key);
  }

  private void know(long key) {
    long[] table = held.known;
    int at = HeldStack.place(key) & (table.length - 1);
    if (table[at] != 0 && table[at] != key && table.length < KNOWN) {
      long[] larger = new long[Math.max(8, table.length * 2)];
      for (long other : table) {
        larger[HeldStack.place(other) & (larger.length - 1)] = other;
      }
      held.known = larger;
      table = larger;
      at = HeldStack.place(key) & (table.length - 1);
    }
    table[at] = key;
  }

  /** The graph has a new cycle, or another thread gave up one of our holds. */
  private void lookAgain() {
    held.epoch = Graph.epoch;
    chains.clear();
    forgetKnown();
  }

  @DontInline
  private void look(
      Held ask, long known, boolean always, boolean owned, StackTraceElement @Nullable [] taken) {
    if (held.isProbing()) {
      return;
    }
    if (isHeldUnseen(ask)) {
      ask.how = Acquire.TRY; // it is had at once: no wait, and so no dependency, in a trace either
      return;
    }
    long chain = known;
    if (dropStale()) {
      chain = chainOf(ask);
      LockInstance instance = ask.instance;
      if (held.depth == 0
          && held.spans.key == 0
          && (instance == null || !instance.kind.isQueueingWriter(ask.mode, ask.how))) {
        return;
      }
    }
    boolean suspicious = extendGraph(ask);
    int left = chains.left(chain, suspicious ? SUSPICIOUS_LOOKS : LOOKS);
    if (!always) {
      if (left == 0 || WitnessBudget.isSpent(chain, suspicious)) {
        chains.put(chain, 0);
        return;
      }
      chains.put(chain, left - 1);
    }
    LiveMonitors.resolve(held);
    if (!isNewPair(ask, chain) || (always && !owned && ++sameClass > SAME_CLASS)) {
      return;
    }
    WitnessBudget.spend(chain);
    StackTraceElement[] frames = taken != null ? taken : Stacks.capture();
    ask.stack = Stacks.id(frames);
    Site site = Site.at(ask.site);
    site.tell();
    site.lastStack = ask.stack;
    Facts.add(new WitnessFact(view(frames), ask, ask.stack));
  }

  /**
   * Whether the thread has the lock already, taken in code that was not woven then (the agent was
   * attached later, or the class is woven in the background): taking it again is no dependency. A
   * monitor that no Java frame holds was taken by the JVM itself, as that of a class loader just
   * before it is called: that is one.
   */
  private boolean isHeldUnseen(Held ask) {
    Object lock = ask.lock;
    if (held.takenAlready || ask.how > Acquire.TIMED) {
      return false; // the hook comes after the fact, or the lock is about to be given up
    }
    if (ask.isMonitor) {
      return lock != null && Thread.holdsLock(lock) && LiveMonitors.isHeldByFrame(lock);
    }
    return lock instanceof ReentrantLock && ((ReentrantLock) lock).isHeldByCurrentThread();
  }

  /** Adds the new dependencies to the graph; whether one of them lies on a cycle. */
  private boolean extendGraph(Held ask) {
    boolean suspicious = false;
    for (int i = 0; i < held.depth; i++) {
      int from = held.entry(i).lockClass;
      if (from != ask.lockClass && ask.how != Acquire.TRY) {
        Graph.add(from, ask.lockClass);
        suspicious |= Graph.isSuspicious(from, ask.lockClass);
      }
    }
    return suspicious;
  }

  private boolean isNewPair(Held ask, long chain) {
    long asked = Chains.mix(chain, ask.instanceId());
    boolean fresh = held.depth == 0 && isNew(asked);
    for (int i = 0; i < held.depth; i++) {
      fresh |= isNew(Chains.mix(asked, held.entry(i).instanceId() + 1));
    }
    return fresh;
  }

  private boolean isNew(long pair) {
    if (pairs.isSettled(pair)) {
      return false;
    }
    pairs.put(pair, 0);
    return true;
  }

  /**
   * Forgets entries that are held no longer without this thread having released them by a hook;
   * whether there were any.
   */
  boolean dropStale() {
    boolean dropped = false;
    for (int i = held.depth - 1; i >= 0; i--) {
      Held entry = held.entry(i);
      LockInstance instance = entry.instance;
      boolean stale;
      if (entry.isMonitor) {
        stale = entry.lock != null && !Thread.holdsLock(entry.lock);
      } else {
        stale =
            instance != null
                && (instance.isSignal()
                    || (instance.isForeignReleased(entry.mode)
                        && instance.takeForeignRelease(entry.mode)));
      }
      if (stale) {
        Contention.dropped(entry);
        held.remove(i);
        dropped = true;
      }
    }
    return dropped;
  }

  /** What another thread, which is blocked, holds; for the watchdog. */
  HeldView viewFromOutside(StackTraceElement[] frames, Held[] entries) {
    held.tell();
    HeldView view = new HeldView(held.thread, entries.length, held.spans.copy());
    Frames within = new Frames(frames);
    for (int i = 0; i < entries.length; i++) {
      within.place(view, i, entries[i]);
    }
    return view;
  }

  /** What is held now, each lock with the stack of its acquisition as well as it is known. */
  HeldView view(StackTraceElement[] frames) {
    held.tell();
    LiveMonitors.resolve(held);
    HeldView view = new HeldView(held.thread, held.depth, held.spans.copy());
    Frames within = new Frames(frames);
    for (int i = 0; i < held.depth; i++) {
      within.place(view, i, held.entry(i));
    }
    return view;
  }

  /** The stack now, in which the acquisitions of the locks held are looked for, outermost first. */
  private static final class Frames {
    private final StackTraceElement[] frames;
    private int within;

    Frames(StackTraceElement[] frames) {
      this.frames = frames;
      this.within = frames.length - 1;
    }

    void place(HeldView view, int index, Held entry) {
      Site site = Site.at(entry.site);
      site.tell();
      int stack = entry.stack;
      boolean exact = stack != 0;
      if (stack == 0 && entry.declaration != null) {
        stack = entry.declaration.lastStack;
      } else if (stack == 0) {
        int frame = frameOf(site, frames, within);
        if (frame >= 0) {
          stack = Stacks.id(frames, frame, site.line);
          exact = frameOf(site, frames, frame - 1) < 0 || frame == within;
          within = frame;
        } else {
          stack = site.lastStack;
        }
      }
      view.set(index, entry, stack, exact);
    }
  }

  /** The outermost frame of the site's method, from index {@code within} inwards; or -1. */
  private static int frameOf(Site site, StackTraceElement[] frames, int within) {
    for (int i = Math.min(within, frames.length - 1); i >= 0; i--) {
      if (site.place.isOf(frames[i].getClassName(), frames[i].getMethodName())) {
        return i;
      }
    }
    return -1;
  }
}
