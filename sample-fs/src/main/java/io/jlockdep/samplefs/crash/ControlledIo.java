package io.jlockdep.samplefs.crash;

import io.jlockdep.samplefs.history.History;
import io.jlockdep.samplefs.io.IoQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Decides when queued transfers run, and what happens when the filesystem reaches a point. So a
 * workload does the same every time. Completions run in a thread of their own, since they may wait
 * for a lock that the thread of the workload holds.
 */
final class ControlledIo implements IoQueue, History.Watcher {
  private final ExecutorService completions =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "crash-check-completions");
            thread.setDaemon(true);
            return thread;
          });
  private final List<Runnable> bios = new ArrayList<>();
  private History.@Nullable Point awaited;
  private Runnable action = () -> {};

  /** The next thread that reaches the point runs this first, once. */
  synchronized void at(History.Point point, Runnable newAction) {
    awaited = point;
    action = newAction;
  }

  /** Runs what {@link #at} was given, unless that has happened. */
  void runWhatIsLeft() {
    take(null).run();
  }

  private synchronized Runnable take(History.@Nullable Point point) {
    if (awaited == null || (point != null && point != awaited)) {
      return () -> {};
    }
    awaited = null;
    return action;
  }

  @Override
  public void reached(History.Point point) {
    take(point).run();
  }

  @Override
  public synchronized void submitBio(Runnable bio) {
    bios.add(bio);
  }

  /** Does the transfers that are queued. */
  void transfer() {
    List<Runnable> queued;
    synchronized (this) {
      queued = List.copyOf(bios);
      bios.clear();
    }
    queued.forEach(Runnable::run);
  }

  @Override
  public void submitCompletion(Runnable completion) {
    completions.execute(completion);
  }

  @Override
  public void close() {
    completions.shutdown();
  }
}
