package io.jlockdep.runtime;

import org.jspecify.annotations.Nullable;

/**
 * What one thread waits for, signals and runs, beside the locks that it holds. Written by that
 * thread; the watchdog reads it racily.
 */
final class Activity {
  /** First occurrences that one thread records of a place with the same locks held. */
  private static final int LOOKS = 8;

  /** The same of all threads together. */
  private static final int SHARED_LOOKS = 256;

  private static final Looks SHARED = new Looks(1 << 18);

  final HeldLocks held;
  private final Looks looks = new Looks(1 << 12);

  /** What the thread waits for now, the innermost if there are several. */
  @Nullable Wait wait;

  /** Waits ever. */
  int waits;

  /** Of the watchdog: {@link #waits} when it last looked. */
  int waitsWhenSeen = -1;

  /** The task that the thread runs, or null. */
  Tasks.@Nullable Run run;

  /** Where woven code is about to hand over a task, or 0. */
  int submitting;

  /** Of blocking calls; made at the first. */
  @Nullable BlockingTotals blocking;

  /** Calls that can block, made under a lock. */
  int blockingCalls;

  /** Who waited when the present blocking call began. */
  @Nullable Blame blame;

  /**
   * The path of the file that the thread is about to open by a constructor, and whether it syncs.
   */
  @Nullable Object opening;

  boolean openingSynced;

  /** The context that a declared count's begin method opened, or 0. */
  long countContext;

  private Activity(HeldLocks held) {
    this.held = held;
  }

  static Activity of(HeldLocks held) {
    Activity known = held.activity;
    if (known == null) {
      known = new Activity(held);
      held.activity = known;
    }
    return known;
  }

  int taskId() {
    Tasks.Run running = run;
    return running == null ? 0 : running.task.id;
  }

  /**
   * The {@code seq} from which on every class of locks and every wait of the thread is recorded, or
   * 0 if the thread is not followed that closely.
   */
  long since() {
    return held.spans.since;
  }

  /** Whether the thread is followed closely, or inside a declared operation. */
  static boolean isWatched(HeldLocks held) {
    return held.spans.key != 0;
  }

  /** Whether nothing of the thread shall be recorded now. */
  static boolean isProbing(HeldLocks held) {
    return held.isProbing();
  }

  /** Begins or, with context 0, ends that a thread is followed closely. */
  static void follow(HeldLocks held, long context, long since, int acquisitions) {
    held.spans.follow(context, since, acquisitions);
    held.careful(HeldStack.FOLLOWED, context != 0);
    held.witnesses.forgetKnown();
  }

  /** Whether a wait or signal of that sort at that place is to be recorded once more. */
  boolean isDue(EventKind kind, int site) {
    long key = Chains.mix(placeKey(site), kind.ordinal() + 1);
    if (looks.next(key) > LOOKS) {
      return false;
    }
    synchronized (SHARED) {
      return SHARED.next(key) <= SHARED_LOOKS;
    }
  }

  /** How often this thread has been at that place with these locks held. */
  int occurrence(int site) {
    return looks.next(placeKey(site));
  }

  /** Of a place, what is held, and what the thread is inside; never 0. */
  long placeKey(int site) {
    long below = held.depth == 0 ? 0 : held.keys[held.depth - 1];
    long key = Chains.mix(Chains.mix(below, held.spans.key), site + 1);
    return key == 0 ? 1 : key;
  }

  /** What is held now, with {@code frames} as the stack of the calling thread. */
  HeldView view(StackTraceElement[] frames) {
    return held.witnesses.view(frames);
  }
}
