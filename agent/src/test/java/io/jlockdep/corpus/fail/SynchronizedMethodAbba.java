package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;

/** Synchronized methods of objects and of classes, in two orders. */
@Expect(
    covers = {
      "monitor: synchronized method",
      "monitor: static synchronized method",
      "name: class of the monitor",
      "name: class object of a static method",
      "class files of release 8",
      "class files of release 11"
    },
    edges = {
      "SynchronizedMethodAbba$Account -> Class<SynchronizedMethodAbba$Bank>",
      "Class<SynchronizedMethodAbba$Bank> -> SynchronizedMethodAbba$Account"
    },
    alsoReleases = {8, 11})
public class SynchronizedMethodAbba {

  static class Account {
    private long balance;

    synchronized long deposit(long amount, Bank bank) {
      if (amount < 0) {
        throw new IllegalArgumentException("negative");
      }
      balance += amount;
      Bank.count();
      return balance;
    }

    synchronized double read() {
      return balance;
    }

    synchronized void loop() {
      while (balance > 0) {
        balance--;
      }
    }
  }

  static class Bank {
    private static int movements;

    static synchronized void count() {
      movements++;
    }

    static synchronized double audit(Account account) {
      return account.read() + movements;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Account account = new Account();
    System.out.println(account.deposit(5, null));
    System.out.println(Bank.audit(account));
    try {
      account.deposit(-1, null);
    } catch (IllegalArgumentException e) {
      System.out.println(e.getMessage() + " at " + e.getStackTrace()[0].getMethodName());
    }
    account.loop();
    System.out.println(Thread.holdsLock(account) + " " + Thread.holdsLock(Bank.class));
  }
}
