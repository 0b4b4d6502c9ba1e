package io.jlockdep.runtime;

import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls that hand tasks over: remembers the place until the JDK's own methods, which are woven,
 * accept the task. Also waits for executors as a whole.
 */
public final class ExecutorHooks {
  private ExecutorHooks() {}

  /** The calling thread is about to submit something at that site; null if nobody follows it. */
  private static @Nullable Activity enter(@Nullable Object executor, int site) {
    HeldLocks held = HeldLocks.entering(executor);
    if (held == null) {
      return null;
    }
    Activity activity = Activity.of(held);
    activity.submitting = site;
    return activity;
  }

  private static void leave(@Nullable Activity activity) {
    if (activity != null) {
      activity.submitting = 0;
    }
  }

  @Replaces(Executor.class)
  public static void execute(Executor executor, Runnable task, int site) {
    Activity activity = enter(executor, site);
    try {
      executor.execute(task);
    } finally {
      leave(activity);
    }
  }

  @Replaces(ExecutorService.class)
  public static Future<?> submit(ExecutorService executor, Runnable task, int site) {
    Activity activity = enter(executor, site);
    try {
      return executor.submit(task);
    } finally {
      leave(activity);
    }
  }

  @Replaces(ExecutorService.class)
  public static <T> Future<T> submit(ExecutorService executor, Runnable task, T result, int site) {
    Activity activity = enter(executor, site);
    try {
      return executor.submit(task, result);
    } finally {
      leave(activity);
    }
  }

  @Replaces(ExecutorService.class)
  public static <T> Future<T> submit(ExecutorService executor, Callable<T> task, int site) {
    Activity activity = enter(executor, site);
    try {
      return executor.submit(task);
    } finally {
      leave(activity);
    }
  }

  @Replaces(ForkJoinPool.class)
  public static ForkJoinTask<?> submit(ForkJoinPool executor, Runnable task, int site) {
    Activity activity = enter(executor, site);
    try {
      return executor.submit(task);
    } finally {
      leave(activity);
    }
  }

  @Replaces(ForkJoinPool.class)
  public static <T> ForkJoinTask<T> submit(
      ForkJoinPool executor, Runnable task, T result, int site) {
    Activity activity = enter(executor, site);
    try {
      return executor.submit(task, result);
    } finally {
      leave(activity);
    }
  }

  @Replaces(ForkJoinPool.class)
  public static <T> ForkJoinTask<T> submit(ForkJoinPool executor, Callable<T> task, int site) {
    Activity activity = enter(executor, site);
    try {
      return executor.submit(task);
    } finally {
      leave(activity);
    }
  }

  @Replaces(ScheduledExecutorService.class)
  public static ScheduledFuture<?> schedule(
      ScheduledExecutorService executor, Runnable task, long delay, TimeUnit unit, int site) {
    Activity activity = enter(executor, site);
    try {
      return executor.schedule(task, delay, unit);
    } finally {
      leave(activity);
    }
  }

  @Replaces(ScheduledExecutorService.class)
  public static <T> ScheduledFuture<T> schedule(
      ScheduledExecutorService executor, Callable<T> task, long delay, TimeUnit unit, int site) {
    Activity activity = enter(executor, site);
    try {
      return executor.schedule(task, delay, unit);
    } finally {
      leave(activity);
    }
  }

  @Replaces(ScheduledExecutorService.class)
  public static ScheduledFuture<?> scheduleAtFixedRate(
      ScheduledExecutorService executor,
      Runnable task,
      long initial,
      long period,
      TimeUnit unit,
      int site) {
    Activity activity = enter(executor, site);
    try {
      return executor.scheduleAtFixedRate(task, initial, period, unit);
    } finally {
      leave(activity);
    }
  }

  @Replaces(ScheduledExecutorService.class)
  public static ScheduledFuture<?> scheduleWithFixedDelay(
      ScheduledExecutorService executor,
      Runnable task,
      long initial,
      long delay,
      TimeUnit unit,
      int site) {
    Activity activity = enter(executor, site);
    try {
      return executor.scheduleWithFixedDelay(task, initial, delay, unit);
    } finally {
      leave(activity);
    }
  }

  @Replaces(value = CompletableFuture.class, isStatic = true)
  public static <T> CompletableFuture<T> supplyAsync(Supplier<T> task, int site) {
    Activity activity = enter(ExecutorHooks.class, site);
    try {
      return CompletableFuture.supplyAsync(task);
    } finally {
      leave(activity);
    }
  }

  @Replaces(value = CompletableFuture.class, isStatic = true)
  public static <T> CompletableFuture<T> supplyAsync(
      Supplier<T> task, Executor executor, int site) {
    Activity activity = enter(ExecutorHooks.class, site);
    try {
      return CompletableFuture.supplyAsync(task, executor);
    } finally {
      leave(activity);
    }
  }

  @Replaces(value = CompletableFuture.class, isStatic = true)
  public static CompletableFuture<Void> runAsync(Runnable task, int site) {
    Activity activity = enter(ExecutorHooks.class, site);
    try {
      return CompletableFuture.runAsync(task);
    } finally {
      leave(activity);
    }
  }

  @Replaces(value = CompletableFuture.class, isStatic = true)
  public static CompletableFuture<Void> runAsync(Runnable task, Executor executor, int site) {
    Activity activity = enter(ExecutorHooks.class, site);
    try {
      return CompletableFuture.runAsync(task, executor);
    } finally {
      leave(activity);
    }
  }

  @Replaces(Timer.class)
  public static void schedule(Timer timer, TimerTask task, long delay, int site) {
    Activity activity = enter(timer, site);
    try {
      timer.schedule(task, delay);
    } finally {
      leave(activity);
    }
  }

  @Replaces(Timer.class)
  public static void schedule(Timer timer, TimerTask task, long delay, long period, int site) {
    Activity activity = enter(timer, site);
    try {
      timer.schedule(task, delay, period);
    } finally {
      leave(activity);
    }
  }

  @Replaces(Timer.class)
  public static void schedule(Timer timer, TimerTask task, Date time, int site) {
    Activity activity = enter(timer, site);
    try {
      timer.schedule(task, time);
    } finally {
      leave(activity);
    }
  }

  @Replaces(Timer.class)
  public static void scheduleAtFixedRate(
      Timer timer, TimerTask task, long delay, long period, int site) {
    Activity activity = enter(timer, site);
    try {
      timer.scheduleAtFixedRate(task, delay, period);
    } finally {
      leave(activity);
    }
  }

  @Replaces(ExecutorService.class)
  public static <T> List<Future<T>> invokeAll(
      ExecutorService executor, Collection<? extends Callable<T>> tasks, int site)
      throws InterruptedException {
    Activity activity = enter(executor, site);
    Wait wait = Wait.begin(executor, EventKind.FUTURE, Wait.UNTIMED, site);
    boolean came = false;
    try {
      List<Future<T>> result = executor.invokeAll(tasks);
      came = true;
      return result;
    } finally {
      Wait.end(wait, came);
      leave(activity);
    }
  }

  @Replaces(ExecutorService.class)
  public static <T> List<Future<T>> invokeAll(
      ExecutorService executor,
      Collection<? extends Callable<T>> tasks,
      long time,
      TimeUnit unit,
      int site)
      throws InterruptedException {
    Activity activity = enter(executor, site);
    Wait wait = Wait.begin(executor, EventKind.FUTURE, Wait.TIMED, site);
    boolean came = false;
    try {
      List<Future<T>> result = executor.invokeAll(tasks, time, unit);
      came = true;
      return result;
    } finally {
      Wait.end(wait, came);
      leave(activity);
    }
  }

  @Replaces(ExecutorService.class)
  public static <T> T invokeAny(
      ExecutorService executor, Collection<? extends Callable<T>> tasks, int site)
      throws InterruptedException, ExecutionException {
    Activity activity = enter(executor, site);
    Wait wait = Wait.begin(executor, EventKind.FUTURE, Wait.UNTIMED, site);
    boolean came = false;
    try {
      T result = executor.invokeAny(tasks);
      came = true;
      return result;
    } finally {
      Wait.end(wait, came);
      leave(activity);
    }
  }

  @Replaces(ExecutorService.class)
  public static <T> T invokeAny(
      ExecutorService executor,
      Collection<? extends Callable<T>> tasks,
      long time,
      TimeUnit unit,
      int site)
      throws InterruptedException, ExecutionException, TimeoutException {
    Activity activity = enter(executor, site);
    Wait wait = Wait.begin(executor, EventKind.FUTURE, Wait.TIMED, site);
    boolean came = false;
    try {
      T result = executor.invokeAny(tasks, time, unit);
      came = true;
      return result;
    } finally {
      Wait.end(wait, came);
      leave(activity);
    }
  }

  @Replaces(ExecutorService.class)
  public static boolean awaitTermination(
      ExecutorService executor, long time, TimeUnit unit, int site) throws InterruptedException {
    Wait wait = Wait.begin(executor, EventKind.EXECUTOR_END, Wait.TIMED, site);
    boolean ended = false;
    try {
      ended = executor.awaitTermination(time, unit);
      return ended;
    } finally {
      Wait.end(wait, ended);
    }
  }
}
