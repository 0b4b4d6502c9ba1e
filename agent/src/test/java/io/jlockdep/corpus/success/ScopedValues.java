package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.lang.reflect.Method;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;

/** A value bound to a scope, where the JDK has them, around and inside locks. */
@Expect(
    covers = "scoped values",
    coversFrom = 25,
    edges = {"ScopedValues.outer -> ScopedValues.inner"})
public class ScopedValues {
  private static final Object outer = new Object();
  private static final ReentrantLock inner = new ReentrantLock();
  private static final Object after = new Object();

  public static void main(String[] args) throws Exception {
    String result;
    synchronized (outer) {
      result = bound("value", ScopedValues::work);
    }
    synchronized (after) {
      System.out.println(result);
    }
  }

  private static String work() {
    inner.lock();
    try {
      return "worked";
    } finally {
      inner.unlock();
    }
  }

  /** Calls the task with the value bound, or simply calls it before JDK 25. */
  private static String bound(String value, Callable<String> task) throws Exception {
    Class<?> type;
    try {
      type = Class.forName("java.lang.ScopedValue");
      Class.forName("java.lang.ScopedValue$CallableOp");
    } catch (ClassNotFoundException e) {
      return task.call();
    }
    Object key = type.getMethod("newInstance").invoke(null);
    Method where = type.getMethod("where", type, Object.class);
    Object carrier = where.invoke(null, key, value);
    Method get = type.getMethod("get");
    Runnable body =
        () -> {
          try {
            System.out.println("bound " + get.invoke(key) + " " + task.call());
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        };
    Class.forName("java.lang.ScopedValue$Carrier")
        .getMethod("run", Runnable.class)
        .invoke(carrier, body);
    return "unbound " + type.getMethod("isBound").invoke(key);
  }
}
