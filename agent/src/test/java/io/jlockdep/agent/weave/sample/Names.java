package io.jlockdep.agent.weave.sample;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Locks that reach their acquisition in different ways. */
public class Names implements Callable<String> {
  private static final Lock[] striped = {new ReentrantLock(), new ReentrantLock()};
  private final Lock plain = new ReentrantLock();
  private final Lock chosen;
  private final ReentrantReadWriteLock rw = new ReentrantReadWriteLock();
  private Object guard = new Object();

  public Names() {
    chosen = System.nanoTime() == 0 ? new ReentrantLock(true) : new ReentrantLock();
  }

  @Override
  public String call() {
    direct();
    throughLocal();
    element(1);
    view();
    cast(plain);
    unknown(() -> chosen);
    made();
    monitor();
    return "ok";
  }

  private void direct() {
    plain.lock();
    plain.unlock();
  }

  private void throughLocal() {
    Lock mine = chosen;
    mine.lock();
    mine.unlock();
  }

  private void element(int i) {
    striped[i].lock();
    striped[i].unlock();
  }

  private void view() {
    rw.readLock().lock();
    rw.readLock().unlock();
  }

  private void cast(Object lock) {
    ((Lock) lock).lock();
    ((Lock) lock).unlock();
  }

  private void unknown(Supplier<Lock> lock) {
    lock.get().lock();
    lock.get().unlock();
  }

  private void made() {
    ReentrantLock local = new ReentrantLock();
    local.lock();
    local.unlock();
  }

  private void monitor() {
    Object old = guard;
    synchronized (old) {
      guard = new Object();
    }
  }
}
