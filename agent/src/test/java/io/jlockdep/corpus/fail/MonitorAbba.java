package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;

/** Two monitors in two orders, by threads that run one after the other. */
@Expect(
    covers = {
      "monitor: synchronized block",
      "name: field",
      "class files of release 8",
      "class files of release 11"
    },
    edges = {"MonitorAbba.a -> MonitorAbba.b", "MonitorAbba.b -> MonitorAbba.a"},
    alsoReleases = {8, 11})
public class MonitorAbba {
  private final Object a = new Object();
  private final Object b = new Object();
  private int sum;

  public static void main(String[] args) throws InterruptedException {
    final MonitorAbba program = new MonitorAbba();
    Thread first =
        new Thread() {
          @Override
          public void run() {
            synchronized (program.a) {
              synchronized (program.b) {
                program.sum += 1;
              }
            }
          }
        };
    first.start();
    first.join();
    Thread second =
        new Thread() {
          @Override
          public void run() {
            Object mine = program.b;
            synchronized (mine) {
              synchronized (program.a) {
                program.sum += 10;
              }
            }
          }
        };
    second.start();
    second.join();
    System.out.println("sum " + program.sum);
  }
}
