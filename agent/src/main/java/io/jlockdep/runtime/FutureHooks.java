package io.jlockdep.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Calls that wait for futures or complete them. */
public final class FutureHooks {
  private FutureHooks() {}

  @Replaces(Future.class)
  public static <T> T get(Future<T> future, int site)
      throws InterruptedException, ExecutionException {
    Wait wait = Wait.begin(future, EventKind.FUTURE, Wait.UNTIMED, site);
    boolean came = false;
    try {
      T result = future.get();
      came = true;
      return result;
    } finally {
      Wait.end(wait, came);
    }
  }

  @Replaces(Future.class)
  public static <T> T get(Future<T> future, long time, TimeUnit unit, int site)
      throws InterruptedException, ExecutionException, TimeoutException {
    Wait wait = Wait.begin(future, EventKind.FUTURE, Wait.TIMED, site);
    boolean came = false;
    try {
      T result = future.get(time, unit);
      came = true;
      return result;
    } finally {
      Wait.end(wait, came);
    }
  }

  @Replaces(Future.class)
  public static boolean cancel(Future<?> future, boolean interrupt, int site) {
    long sequence = Signals.before(future, EventKind.FUTURE, site);
    boolean result = future.cancel(interrupt);
    if (result) {
      Signals.given(sequence, future, EventKind.FUTURE, site);
    }
    return result;
  }

  @Replaces(CompletableFuture.class)
  public static <T> T join(CompletableFuture<T> future, int site) {
    Wait wait = Wait.begin(future, EventKind.FUTURE, Wait.UNTIMED, site);
    boolean came = false;
    try {
      T result = future.join();
      came = true;
      return result;
    } finally {
      Wait.end(wait, came);
    }
  }

  @Replaces(CompletableFuture.class)
  public static <T extends @Nullable Object> boolean complete(
      CompletableFuture<T> future, @Nullable T value, int site) {
    long sequence = Signals.before(future, EventKind.FUTURE, site);
    boolean result = future.complete(value);
    if (result) {
      Signals.given(sequence, future, EventKind.FUTURE, site);
    }
    return result;
  }

  @Replaces(CompletableFuture.class)
  public static boolean completeExceptionally(
      CompletableFuture<?> future, Throwable thrown, int site) {
    long sequence = Signals.before(future, EventKind.FUTURE, site);
    boolean result = future.completeExceptionally(thrown);
    if (result) {
      Signals.given(sequence, future, EventKind.FUTURE, site);
    }
    return result;
  }

  @Replaces(CompletableFuture.class)
  public static <T extends @Nullable Object> void obtrudeValue(
      CompletableFuture<T> future, @Nullable T value, int site) {
    long sequence = Signals.before(future, EventKind.FUTURE, site);
    future.obtrudeValue(value);
    Signals.given(sequence, future, EventKind.FUTURE, site);
  }

  @Replaces(CompletableFuture.class)
  public static void obtrudeException(CompletableFuture<?> future, Throwable thrown, int site) {
    long sequence = Signals.before(future, EventKind.FUTURE, site);
    future.obtrudeException(thrown);
    Signals.given(sequence, future, EventKind.FUTURE, site);
  }

  @Replaces(ForkJoinTask.class)
  public static <T> T join(ForkJoinTask<T> task, int site) {
    Wait wait = Wait.begin(task, EventKind.FUTURE, Wait.UNTIMED, site);
    boolean came = false;
    try {
      T result = task.join();
      came = true;
      return result;
    } finally {
      Wait.end(wait, came);
    }
  }

  @Replaces(ForkJoinTask.class)
  public static <T extends @Nullable Object> void complete(
      ForkJoinTask<T> task, @Nullable T value, int site) {
    long sequence = Signals.before(task, EventKind.FUTURE, site);
    task.complete(value);
    Signals.given(sequence, task, EventKind.FUTURE, site);
  }

  @Replaces(ForkJoinTask.class)
  public static void completeExceptionally(ForkJoinTask<?> task, Throwable thrown, int site) {
    long sequence = Signals.before(task, EventKind.FUTURE, site);
    task.completeExceptionally(thrown);
    Signals.given(sequence, task, EventKind.FUTURE, site);
  }
}
