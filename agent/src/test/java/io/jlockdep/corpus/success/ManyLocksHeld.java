package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.locks.ReentrantLock;

/** One thread holds twenty thousand locks of one class at once, as a table with stripes may do. */
@Expect(
    covers = {"20,000 locks held at once", "name: element of an array"},
    edges = {"ManyLocksHeld.STRIPES[] -> ManyLocksHeld.STRIPES[]"})
public class ManyLocksHeld {
  private static final ReentrantLock[] STRIPES = new ReentrantLock[20_000];

  public static void main(String[] args) {
    for (int i = 0; i < STRIPES.length; i++) {
      STRIPES[i] = new ReentrantLock();
    }
    for (ReentrantLock stripe : STRIPES) {
      stripe.lock();
    }
    for (ReentrantLock stripe : STRIPES) {
      stripe.unlock();
    }
    System.out.println("all released");
  }
}
