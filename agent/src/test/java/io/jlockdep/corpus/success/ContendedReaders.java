package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Two readers keep a writer out, and then a writer a reader; two holders of a semaphore keep a
 * third thread out, of whom one goes on holding when it gets its permit. Every holder must be
 * named.
 */
@Expect(
    covers = {"contention of readers and writers", "contention of several permits"},
    options = "contention=on",
    contention = {
      "ContendedReaders.lock write <- readFirst/s",
      "ContendedReaders.lock write <- readSecond/s",
      "ContendedReaders.lock read/s <- holdWrite",
      "ContendedReaders.permits acquireThird/s <- holdPermit/s",
      "ContendedReaders.permits acquireThird/s <- keepPermit/s"
    })
public class ContendedReaders {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Semaphore permits = new Semaphore(2);
  private volatile boolean held;
  private volatile int readers;
  private volatile boolean mayLeave;

  public static void main(String[] args) throws InterruptedException {
    ContendedReaders program = new ContendedReaders();
    program.readersAndWriter();
    program.writerAndReader();
    program.permits();
    System.out.println("done");
  }

  private void readersAndWriter() throws InterruptedException {
    Thread first = started(this::readFirst);
    untilReaders(1);
    Thread second = started(this::readSecond);
    untilReaders(2);
    Thread writer = started(this::write);
    while (!lock.hasQueuedThread(writer)) {
      Thread.yield();
    }
    mayLeave = true;
    first.join();
    second.join();
    writer.join();
  }

  private void readFirst() {
    lock.readLock().lock();
    readers++;
    stay();
    lock.readLock().unlock();
  }

  private void readSecond() {
    lock.readLock().lock();
    readers++;
    stay();
    lock.readLock().unlock();
  }

  private void write() {
    lock.writeLock().lock();
    lock.writeLock().unlock();
  }

  private void writerAndReader() throws InterruptedException {
    Thread reader =
        started(
            () -> {
              while (!held) {
                Thread.yield();
              }
              read();
            });
    holdWrite(reader);
    reader.join();
  }

  private void holdWrite(Thread reader) {
    lock.writeLock().lock();
    held = true;
    while (!lock.hasQueuedThread(reader)) {
      Thread.yield();
    }
    lock.writeLock().unlock();
  }

  private void read() {
    lock.readLock().lock();
    lock.readLock().unlock();
  }

  private void permits() throws InterruptedException {
    mayLeave = false;
    readers = 0;
    Thread keeper = started(this::keepPermit);
    untilReaders(1);
    Thread third =
        started(
            () -> {
              untilReaders(2);
              acquireThird();
            });
    holdPermit(third);
    third.join();
    mayLeave = true;
    keeper.join();
  }

  private void keepPermit() {
    permits.acquireUninterruptibly();
    readers = 1;
    stay();
    permits.release();
  }

  private void holdPermit(Thread third) {
    permits.acquireUninterruptibly();
    readers = 2;
    while (!permits.hasQueuedThreads()) {
      Thread.yield();
    }
    permits.release();
  }

  private void acquireThird() {
    permits.acquireUninterruptibly();
    permits.release();
  }

  private void untilReaders(int count) {
    while (readers < count) {
      Thread.yield();
    }
  }

  private void stay() {
    while (!mayLeave) {
      Thread.yield();
    }
  }

  private static Thread started(Runnable body) {
    Thread thread = new Thread(body);
    thread.start();
    return thread;
  }
}
