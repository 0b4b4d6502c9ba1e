package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.Severity;

/**
 * What a category of findings means, whatever the finding.
 *
 * @param brief one line
 * @param meaning why it is trouble
 * @param action what to do about one
 * @param usual the severity that most of them have
 */
public record Guide(String brief, String meaning, String action, Severity usual) {

  /** The guide to a category. */
  public static Guide to(Category category) {
    return switch (category) {
      case LOCK_ORDER ->
          new Guide(
              "Locks are taken in orders that form a circle",
              "Each thread of the circle holds one of the locks and asks for the next. If they come"
                  + " to these places at the same time, all of them wait for ever. The run that was"
                  + " recorded need not have hung.",
              "Choose one order for these locks and keep to it everywhere. Where that is not"
                  + " possible, release the outer lock first, or ask with a time-out and undo.",
              Severity.ERROR);
      case SELF_DEADLOCK ->
          new Guide(
              "A thread asks for a lock that it holds and cannot take again",
              "The lock is not reentrant, or a read lock is to become a write lock. The thread waits"
                  + " for itself; no other thread is needed.",
              "Release the lock before the inner call, or split the inner method into one that takes"
                  + " the lock and one that expects it to be held.",
              Severity.ERROR);
      case WAIT_CYCLE ->
          new Guide(
              "An event is awaited under a lock that its signaller needs first",
              "A latch, future, queue, condition or pool is waited for while a lock is held, and"
                  + " those who would end the wait were seen to need that lock before. Such a wait"
                  + " can last for ever.",
              "Wait after the release of the lock (or outside of the pool), or let the signaller do"
                  + " without it.",
              Severity.WARNING);
      case DEADLOCK ->
          new Guide(
              "Threads hung",
              "The agent found these threads waiting for one another while the program ran.",
              "Choose one order for these locks and keep to it in every thread.",
              Severity.ERROR);
      case SYNC_UNDER_LOCK ->
          new Guide(
              "A thread waits for the disk while it holds a lock",
              "Everybody who needs the lock waits for the disk too. It is slow, not wrong.",
              "Nothing, if it is meant. Else collect under the lock what is to be written, and sync"
                  + " after its release; a contract can forbid it for good.",
              Severity.NOTE);
      case BLOCKING_UNDER_LOCK ->
          new Guide(
              "A thread blocks for long while it holds a lock",
              "A sleep, a socket or a process is waited for under a lock: everybody who needs the"
                  + " lock waits too.",
              "Move the call to after the release of the lock.",
              Severity.NOTE);
      case HELD_AT_EXIT ->
          new Guide(
              "A lock is still held when its thread ends",
              "Nobody can take the lock any more.",
              "Release the lock in a finally block.",
              Severity.WARNING);
      case CONTRACT ->
          new Guide(
              "A rule of the spec file is broken",
              "The spec file forbids or requires something that the run did otherwise.",
              "Read the places in their order; mend the last one, or change the rule if it says too"
                  + " much.",
              Severity.ERROR);
      case LOCK_REPLACED ->
          new Guide(
              "The field of a lock is given another object while the lock is held",
              "Who comes next locks the new object and does not wait for who is inside: two threads"
                  + " are where only one should be.",
              "Make the field final, and lock an object that stays.",
              Severity.WARNING);
      case DURABILITY ->
          new Guide(
              "Data is reported as durable before it is",
              "Something was acknowledged, or relied upon, before the sync that makes it durable.",
              "Sync before the acknowledgement.",
              Severity.ERROR);
      case IMBALANCE ->
          new Guide(
              "What was opened is not closed",
              "An acquisition without its release, or the other way round.",
              "Close in a finally block, on every path.",
              Severity.WARNING);
    };
  }
}
