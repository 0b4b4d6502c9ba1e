// Handles three events: one that only computes, one that takes a lock, one that sleeps.
package com.example;

import java.util.concurrent.locks.ReentrantLock;

public class Handler {
  private static final ReentrantLock lock = new ReentrantLock();

  static void handle(String event) throws InterruptedException {
    switch (event) {
      case "compute" -> System.out.println(event.length());
      case "lock" -> {
        lock.lock();
        try {
          System.out.println(event);
        } finally {
          lock.unlock();
        }
      }
      default -> Thread.sleep(1);
    }
  }

  public static void main(String[] args) throws Exception {
    Thread.sleep(1); // not in the handler
    handle("compute");
    handle("lock");
    handle("sleep");
  }
}
