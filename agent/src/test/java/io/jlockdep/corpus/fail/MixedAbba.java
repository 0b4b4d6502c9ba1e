package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.locks.ReentrantLock;

/** A monitor and a ReentrantLock in two orders. */
@Expect(
    covers = {"monitor: synchronized block", "ReentrantLock.lock"},
    edges = {"MixedAbba.monitor -> MixedAbba.lock", "MixedAbba.lock -> MixedAbba.monitor"})
public class MixedAbba {
  private final Object monitor = new Object();
  private final ReentrantLock lock = new ReentrantLock();

  public static void main(String[] args) throws InterruptedException {
    MixedAbba program = new MixedAbba();
    Thread first = new Thread(program::monitorFirst);
    first.start();
    first.join();
    Thread second = new Thread(program::lockFirst);
    second.start();
    second.join();
    System.out.println("done");
  }

  private void monitorFirst() {
    synchronized (monitor) {
      lock.lock();
      lock.unlock();
    }
  }

  private void lockFirst() {
    lock.lock();
    try {
      synchronized (monitor) {
        System.out.println("inside");
      }
    } finally {
      lock.unlock();
    }
  }
}
