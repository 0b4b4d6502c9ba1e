package io.jlockdep.runtime;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/** Calls that hand a {@link ForkJoinTask} over, which is its own future. */
public final class ForkHooks {
  private ForkHooks() {}

  @Replaces(ForkJoinTask.class)
  public static <T> ForkJoinTask<T> fork(ForkJoinTask<T> task, int site) {
    Tasks.forking(null, task, site);
    return task.fork();
  }

  @Replaces(ForkJoinPool.class)
  public static <T> ForkJoinTask<T> submit(ForkJoinPool pool, ForkJoinTask<T> task, int site) {
    Tasks.forking(pool, task, site);
    return pool.submit(task);
  }

  @Replaces(ForkJoinPool.class)
  public static void execute(ForkJoinPool pool, ForkJoinTask<?> task, int site) {
    Tasks.forking(pool, task, site);
    pool.execute(task);
  }

  @Replaces(ForkJoinPool.class)
  public static <T> T invoke(ForkJoinPool pool, ForkJoinTask<T> task, int site) {
    Tasks.forking(pool, task, site);
    Wait wait = Wait.begin(task, EventKind.FUTURE, Wait.UNTIMED, site);
    boolean came = false;
    try {
      T result = pool.invoke(task);
      came = true;
      return result;
    } finally {
      Wait.end(wait, came);
    }
  }
}
