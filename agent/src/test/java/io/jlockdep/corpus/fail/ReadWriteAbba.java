package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Read and write locks in two orders. */
@Expect(
    covers = {
      "ReentrantReadWriteLock.readLock",
      "ReentrantReadWriteLock.writeLock",
      "call of the Lock interface"
    },
    edges = {
      "ReadWriteAbba.a/s -> ReadWriteAbba.b",
      "ReadWriteAbba.b/s -> ReadWriteAbba.a",
      "ReadWriteAbba.a -> ReadWriteAbba.b/s"
    })
public class ReadWriteAbba {
  private final ReentrantReadWriteLock a = new ReentrantReadWriteLock();
  private final ReadWriteLock b = new ReentrantReadWriteLock();

  public static void main(String[] args) throws InterruptedException {
    ReadWriteAbba program = new ReadWriteAbba();
    program.run(program.a.readLock(), program.b.writeLock());
    program.run(program.b.readLock(), program.a.writeLock());
    Thread inline = new Thread(program::inline);
    inline.start();
    inline.join();
    System.out.println("done");
  }

  private void run(Lock outer, Lock inner) throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              outer.lock();
              try {
                inner.lock();
                inner.unlock();
              } finally {
                outer.unlock();
              }
            });
    thread.start();
    thread.join();
  }

  private void inline() {
    a.writeLock().lock();
    b.readLock().lock();
    b.readLock().unlock();
    a.writeLock().unlock();
  }
}
