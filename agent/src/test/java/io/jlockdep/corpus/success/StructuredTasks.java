package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.lang.reflect.Method;
import java.util.concurrent.Callable;

/** Subtasks of a structured scope, where the JDK has them, that are joined under a lock. */
@Expect(
    covers = "structured concurrency",
    coversFrom = 25,
    edges = {"StructuredTasks.outer -> StructuredTasks.mine"},
    jvm = {"--enable-preview"})
public class StructuredTasks {
  private static final Object outer = new Object();
  private static final Object mine = new Object();
  private static final Object theirs = new Object();
  private static int worked;

  public static void main(String[] args) throws Exception {
    synchronized (outer) {
      fork(StructuredTasks::work, 10);
      synchronized (mine) {
        System.out.println(worked);
      }
    }
    synchronized (theirs) {
      System.out.println("closed");
    }
  }

  private static String work() {
    synchronized (theirs) {
      worked++;
      return "worked";
    }
  }

  /** Runs the task in subtasks of a scope, or in one thread after the other before JDK 25. */
  private static void fork(Callable<String> task, int times) throws Exception {
    Class<?> type;
    Method open;
    try {
      type = Class.forName("java.util.concurrent.StructuredTaskScope");
      open = type.getMethod("open");
    } catch (ClassNotFoundException | NoSuchMethodException e) {
      for (int i = 0; i < times; i++) {
        inThread(task);
      }
      return;
    }
    try (AutoCloseable scope = (AutoCloseable) open.invoke(null)) {
      Method fork = type.getMethod("fork", Callable.class);
      for (int i = 0; i < times; i++) {
        fork.invoke(scope, task);
      }
      type.getMethod("join").invoke(scope);
    }
  }

  private static void inThread(Callable<String> task) throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.call();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    thread.start();
    thread.join();
  }
}
