package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.RecursiveTask;

/** Tasks that are forked and joined, under a lock and without, and many at once. */
@Expect(
    covers = {"ForkJoinTask.join", "ForkJoinTask.fork", "ExecutorService.invokeAll"},
    tasks = {
      "java.util.concurrent.FutureTask@ForkJoins.main"
          + " by java.util.concurrent.ThreadPoolExecutor@ForkJoins.main"
          + " after ForkJoins.inner",
      "ForkJoins$Sum by unknown after ForkJoins.inner"
    },
    waits = {"future ForkJoins$Sum under ForkJoins.outer"},
    alsoReleases = {8})
public class ForkJoins {
  private final Object outer = new Object();
  private static final Object inner = new Object();

  static class Sum extends RecursiveTask<Integer> {
    private static final long serialVersionUID = 1;
    private final int from;
    private final int to;

    Sum(int from, int to) {
      this.from = from;
      this.to = to;
    }

    @Override
    protected Integer compute() {
      if (to - from <= 1) {
        synchronized (inner) {
          return from;
        }
      }
      Sum left = new Sum(from, (from + to) / 2);
      left.fork();
      return new Sum((from + to) / 2, to).compute() + left.join();
    }
  }

  public static void main(String[] args) throws Exception {
    ForkJoins program = new ForkJoins();
    ForkJoinPool forks = new ForkJoinPool(2);
    ForkJoinTask<Integer> sum = forks.submit(new Sum(0, 100));
    synchronized (program.outer) {
      System.out.println(sum.join());
    }
    forks.shutdown();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    Callable<String> task = program::work;
    for (Future<String> each : pool.invokeAll(Arrays.asList(task, task, task))) {
      System.out.println(each.get());
    }
    pool.shutdown();
  }

  private String work() {
    synchronized (inner) {
      return "worked";
    }
  }
}
