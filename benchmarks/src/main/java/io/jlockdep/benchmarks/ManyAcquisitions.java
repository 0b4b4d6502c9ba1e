package io.jlockdep.benchmarks;

import java.util.Random;

/**
 * Threads that take two locks nested, in the order of their numbers, but for one pair that both
 * orders are used of by turns: something to record at level {@code trace}. The same arguments give
 * the same acquisitions, in an order of their own each time.
 *
 * <p>{@code ManyAcquisitions ACQUISITIONS [THREADS [LOCKS]]}
 */
public final class ManyAcquisitions {
  private static final Object TURN = new Object();

  private final Account[] accounts;

  private ManyAcquisitions(int locks) {
    accounts = new Account[locks];
    for (int i = 0; i < locks; i++) {
      accounts[i] = new Account();
    }
  }

  private static final class Account {
    private final Object lock = new Object();
    private long value;
  }

  /** Takes so many locks in all, then says how long it took. */
  public static void main(String[] args) throws InterruptedException {
    if (args.length < 1) {
      System.err.println("usage: ManyAcquisitions ACQUISITIONS [THREADS [LOCKS]]");
      System.exit(2);
    }
    long acquisitions = Long.parseLong(args[0]);
    int threads = args.length > 1 ? Integer.parseInt(args[1]) : 8;
    ManyAcquisitions work =
        new ManyAcquisitions(args.length > 2 ? Integer.parseInt(args[2]) : 1_000);
    Thread[] all = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      Random random = new Random(i);
      all[i] = new Thread(() -> work.run(acquisitions / threads / 2, random), "worker-" + i);
      all[i].start();
    }
    for (Thread each : all) {
      each.join();
    }
    long sum = 0;
    for (Account each : work.accounts) {
      sum += each.value;
    }
    System.out.println(sum * 2 + " acquisitions");
  }

  private void run(long pairs, Random random) {
    for (long i = 0; i < pairs; i++) {
      if (i == pairs / 2) {
        synchronized (TURN) { // one thread after the other, so that it does not hang
          add(1, 0);
        }
      } else {
        int one = random.nextInt(accounts.length - 8);
        add(one, one + 1 + random.nextInt(7));
      }
    }
  }

  private void add(int one, int other) {
    synchronized (accounts[one].lock) {
      synchronized (accounts[other].lock) {
        accounts[other].value++;
      }
    }
  }
}
