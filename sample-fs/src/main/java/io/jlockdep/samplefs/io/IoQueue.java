package io.jlockdep.samplefs.io;

/**
 * Who does the transfers of asynchronous IO, and who completes them. Ordinarily {@link IoWorkers};
 * a scenario brings its own, which holds transfers back, reorders them, or does them at once.
 */
public interface IoQueue extends AutoCloseable {
  /** A transfer. It takes no lock above the range locks. */
  void submitBio(Runnable bio);

  /** What follows the last transfer of an operation; it may wait for locks. */
  void submitCompletion(Runnable completion);

  /** Lets everything under way end. No new IO may be started any more. */
  @Override
  void close();
}
