package io.jlockdep.verifier.model;

import java.util.List;
import java.util.Optional;

/**
 * A task is handed to an executor, begins or ends.
 *
 * @param event id of the instance that its end completes, 0 if none
 * @param pool the executor, if it is known
 * @param poolSize the most threads of the pool, 0 for unbounded or unknown
 * @param parent the task that submitted it
 * @param since seq since which all that the thread asked for is recorded, 0 if that is not known
 */
public record TaskStep(
    RecordedThread thread,
    long seq,
    int task,
    Phase phase,
    int event,
    Optional<LockInstance> pool,
    int poolSize,
    int parent,
    long since,
    Frame site,
    List<Frame> stack,
    List<HeldLock> held)
    implements Fact {
  /** What becomes of a task. */
  public enum Phase {
    SUBMIT,
    BEGIN,
    END
  }

  /** The id of the instance of the pool, 0 if it is not known. */
  public int executor() {
    return pool.map(LockInstance::id).orElse(0);
  }

  public TaskStep {
    stack = List.copyOf(stack);
    held = List.copyOf(held);
  }
}
