// Takes its locks in their order, tries one against it, and takes one against it.
package com.example;

import java.util.concurrent.locks.ReentrantLock;

public class Bank {
  static final ReentrantLock accounts = new ReentrantLock();
  static final ReentrantLock ledger = new ReentrantLock();
  static final Object audit = new Object();

  static void transfer() {
    accounts.lock();
    ledger.lock();
    synchronized (audit) {
      System.out.println("transfer");
    }
    ledger.unlock();
    accounts.unlock();
  }

  static void inspect() {
    synchronized (audit) {
      if (accounts.tryLock()) {
        accounts.unlock();
      }
    }
  }

  static void close() {
    ledger.lock();
    accounts.lock();
    System.out.println("close");
    accounts.unlock();
    ledger.unlock();
  }

  public static void main(String[] args) {
    transfer();
    inspect();
    close();
  }
}
