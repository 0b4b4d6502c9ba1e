package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Locks that are taken by lambdas and method references. */
@Expect(
    covers = {
      "call by a lambda",
      "call by a method reference",
      "call of the Lock interface",
      "class files of release 8"
    },
    edges = {"LambdaAbba.a -> LambdaAbba.b", "LambdaAbba.b -> LambdaAbba.a"},
    alsoReleases = {8})
public class LambdaAbba {
  private final ReentrantLock a = new ReentrantLock();
  private final ReentrantLock b = new ReentrantLock();

  public static void main(String[] args) {
    LambdaAbba program = new LambdaAbba();
    Runnable lockA = program.a::lock;
    Runnable unlockA = program.a::unlock;
    Consumer<Lock> lock = Lock::lock;
    Consumer<Lock> unlock = Lock::unlock;
    lockA.run();
    lock.accept(program.b);
    unlock.accept(program.b);
    unlockA.run();
    Runnable other =
        () -> {
          program.b.lock();
          lockA.run();
          unlockA.run();
          program.b.unlock();
        };
    other.run();
    System.out.println(program.a.isLocked() + " " + program.b.isLocked());
  }
}
