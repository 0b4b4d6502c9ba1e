package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.CountDownLatch;

/** Two threads that really deadlock on monitors; the process is then killed. */
@Expect(
    covers = {"deadlock of monitors", "SIGKILL after a deadlock"},
    edges = {"MonitorDeadlock.a -> MonitorDeadlock.b", "MonitorDeadlock.b -> MonitorDeadlock.a"},
    deadlock = 2,
    signal = "kill",
    exit = 137)
public class MonitorDeadlock {
  private final Object a = new Object();
  private final Object b = new Object();

  public static void main(String[] args) {
    MonitorDeadlock program = new MonitorDeadlock();
    CountDownLatch both = new CountDownLatch(2);
    System.out.println("hanging");
    new Thread(
            () -> {
              synchronized (program.a) {
                meet(both);
                synchronized (program.b) {
                  System.out.println("never");
                }
              }
            })
        .start();
    new Thread(
            () -> {
              synchronized (program.b) {
                meet(both);
                synchronized (program.a) {
                  System.out.println("never");
                }
              }
            })
        .start();
  }

  private static void meet(CountDownLatch both) {
    both.countDown();
    try {
      both.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
