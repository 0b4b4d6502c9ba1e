package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Every way to hand a task over, and queues between threads. */
@Expect(
    covers = {
      "Executor.execute",
      "ExecutorService.submit",
      "CompletableFuture.supplyAsync",
      "FutureTask run by a thread",
      "Timer.schedule",
      "ScheduledExecutorService.schedule",
      "Future.get",
      "CompletableFuture.join",
      "BlockingQueue.put",
      "BlockingQueue.take"
    },
    waits = {
      "future java.util.concurrent.FutureTask@Tasks.main" + " under Tasks.outer",
      "future java.util.concurrent.CompletableFuture@Tasks.completable",
      "queue-take Tasks.bounded",
      "queue-take Tasks.unbounded",
      "queue-put Tasks.bounded"
    },
    signals = {
      "future java.util.concurrent.FutureTask@Tasks.plain" + " after Tasks.inner",
      "queue-take Tasks.bounded after Tasks.inner",
      "queue-take Tasks.unbounded after Tasks.bounded, Tasks.inner"
    },
    tasks = {
      "java.util.concurrent.FutureTask@Tasks.main by Tasks.pool" + " after Tasks.inner",
      "task by Tasks.pool after Tasks.inner",
      "java.util.concurrent.CompletableFuture@Tasks.completable" + " by unknown after Tasks.inner",
      "java.util.concurrent.CompletableFuture@Tasks.completable"
          + " by java.util.concurrent.ThreadPoolExecutor@Tasks.completable"
          + " after Tasks.inner",
      "task by java.util.Timer@Tasks.timer after Tasks.inner",
      "java.util.concurrent.ScheduledThreadPoolExecutor$ScheduledFutureTask@Tasks.main"
          + " by java.util.concurrent.ScheduledThreadPoolExecutor@Tasks.main"
          + " after Tasks.inner"
    })
public class Tasks {
  private final Object outer = new Object();
  private final Object inner = new Object();
  private final ExecutorService pool = Executors.newFixedThreadPool(2);
  private final BlockingQueue<String> bounded = new ArrayBlockingQueue<>(1);
  private final BlockingQueue<String> unbounded = new LinkedBlockingQueue<>();

  public static void main(String[] args) throws Exception {
    Tasks program = new Tasks();
    ExecutorService other = Executors.newCachedThreadPool();
    Future<String> submitted = program.pool.submit(program::work);
    System.out.println(submitted.get());
    Future<String> locked = program.pool.submit(program::work);
    locked.get();
    synchronized (program.outer) {
      System.out.println(locked.get());
    }
    CountDownLatch executed = new CountDownLatch(1);
    program.pool.execute(
        () -> {
          program.work();
          executed.countDown();
        });
    executed.await();
    program.completable(other);
    program.timer();
    program.plain();
    program.queues();
    System.out.println(ForkJoinPool.commonPool().submit((Callable<String>) program::work).get());
    ScheduledExecutorService scheduled = Executors.newScheduledThreadPool(1);
    System.out.println(scheduled.schedule(program::work, 1, TimeUnit.MILLISECONDS).get());
    scheduled.shutdown();
    other.shutdown();
    program.pool.shutdown();
    System.out.println(program.pool.awaitTermination(30, TimeUnit.SECONDS));
  }

  private String work() {
    synchronized (inner) {
      return "worked";
    }
  }

  private void completable(ExecutorService other) {
    System.out.println(CompletableFuture.supplyAsync(this::work).join());
    System.out.println(CompletableFuture.supplyAsync(this::work, other).join());
  }

  private void timer() throws InterruptedException {
    Timer timer = new Timer();
    CountDownLatch run = new CountDownLatch(1);
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            work();
            run.countDown();
          }
        },
        1);
    run.await();
    timer.cancel();
  }

  private void plain() throws Exception {
    FutureTask<String> task = new FutureTask<>(this::work);
    Thread thread = new Thread(task);
    try {
      task.get(1, TimeUnit.NANOSECONDS); // has its name before it is complete
    } catch (TimeoutException e) {
      thread.start();
    }
    System.out.println(task.get());
    thread.join();
  }

  private void queues() throws InterruptedException {
    Thread producer =
        new Thread(
            () -> {
              try {
                work();
                bounded.put("one");
                bounded.put("two");
                unbounded.put("three");
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    producer.start();
    System.out.println(bounded.take() + bounded.take() + unbounded.take());
    producer.join();
  }
}
