package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Locks that are taken by reflection and by method handles; and reflection does what it did. */
@Expect(
    covers = {"call by reflection", "call by a MethodHandle", "mistakes of a reflective call"},
    edges = {
      "ReflectiveAbba.first -> ReflectiveAbba.second",
      "ReflectiveAbba.second -> ReflectiveAbba.first",
      "ReflectiveAbba.first -> ReflectiveAbba.permit",
      "ReflectiveAbba.permit -> ReflectiveAbba.first",
      "ReflectiveAbba.first -> ReflectiveAbba$Account"
    },
    alsoReleases = {11})
public class ReflectiveAbba {
  private static final ReentrantLock first = new ReentrantLock();
  private static final Lock second = new ReentrantLock();
  private static final Semaphore permit = new Semaphore(1);

  static class Account {
    private synchronized int secret(int more) {
      return 41 + more;
    }
  }

  public static void main(String[] args) throws Throwable {
    Method lock = ReentrantLock.class.getMethod("lock");
    Method unlock = Lock.class.getMethod("unlock");
    lock.invoke(first);
    lock.invoke(second);
    unlock.invoke(second);
    Semaphore.class.getMethod("acquire", int.class).invoke(permit, 1);
    permit.release();
    Method secret = Account.class.getDeclaredMethod("secret", int.class);
    System.out.println(secret.invoke(new Account(), 1));
    unlock.invoke(first);

    MethodHandles.Lookup lookup = MethodHandles.lookup();
    MethodHandle take = lookup.findVirtual(Lock.class, "lock", MethodType.methodType(void.class));
    MethodHandle release = lookup.unreflect(unlock);
    take.invokeExact(second);
    take.invoke(first);
    release.invoke(first);
    release.invokeExact(second);
    MethodHandle acquire =
        lookup.findVirtual(Semaphore.class, "acquire", MethodType.methodType(void.class));
    acquire.invokeExact(permit);
    take.invoke(first);
    release.invoke(first);
    permit.release();
    mistakes(lock, unlock);
  }

  private static void mistakes(Method lock, Method unlock) throws IllegalAccessException {
    try {
      unlock.invoke(first);
    } catch (InvocationTargetException e) {
      System.out.println(e.getCause().getClass());
    }
    try {
      lock.invoke(null);
    } catch (InvocationTargetException | NullPointerException e) {
      System.out.println(e.getClass());
    }
    try {
      lock.invoke("text");
    } catch (InvocationTargetException | IllegalArgumentException e) {
      System.out.println(e.getClass());
    }
    try {
      lock.invoke(first, 1);
    } catch (InvocationTargetException | IllegalArgumentException e) {
      System.out.println(e.getClass());
    }
    System.out.println(first.isLocked());
  }
}
