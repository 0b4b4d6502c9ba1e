package io.jlockdep.samplefs.io;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads behind asynchronous IO, in two groups for a reason. The first does the transfers and
 * never waits for a lock above the range locks, so that whoever waits for a transfer is sure of its
 * end. The second completes them, which may wait for an inode lock, in a sync; it has as many
 * threads as there are completions under way, because a completion that waits for the inode lock
 * must never keep back another one whose end the holder of that lock is waiting for.
 */
public final class IoWorkers implements IoQueue {
  private static final int BIO_THREADS = 4;

  private final ExecutorService bios = Executors.newFixedThreadPool(BIO_THREADS, named("bio"));
  private final ExecutorService completions = Executors.newCachedThreadPool(named("dio-complete"));

  @Override
  public void submitBio(Runnable bio) {
    bios.execute(bio);
  }

  @Override
  public void submitCompletion(Runnable completion) {
    completions.execute(completion);
  }

  @Override
  public void close() {
    end(bios);
    end(completions);
  }

  private static void end(ExecutorService service) {
    service.shutdown();
    boolean interrupted = false;
    while (true) {
      try {
        if (service.awaitTermination(1, TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadFactory named(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
