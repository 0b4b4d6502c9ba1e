package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.locks.ReentrantLock;

/** The names of locks that no field holds, and of monitors. */
@Expect(
    covers = {
      "name: allocation site",
      "name: class of the monitor",
      "name: field",
      "name: class object of a static method"
    },
    edges = {
      "NameForms.local:ReentrantLock -> NameForms$Account",
      "NameForms.local:ReentrantLock -> NameForms.field",
      "NameForms.local:ReentrantLock -> Class<NameForms>",
      "NameForms$Account -> NameForms.field",
      "NameForms$Account -> Class<NameForms>",
      "NameForms.field -> Class<NameForms>"
    },
    alsoReleases = {8})
public class NameForms {
  private final ReentrantLock field = new ReentrantLock();

  static class Account {
    synchronized void inside(NameForms program) {
      program.named();
    }
  }

  public static void main(String[] args) {
    new NameForms().local();
  }

  private void local() {
    ReentrantLock lock = new ReentrantLock();
    lock.lock();
    new Account().inside(this);
    lock.unlock();
  }

  private void named() {
    field.lock();
    bottom();
    field.unlock();
  }

  private static synchronized void bottom() {
    System.out.println("bottom");
  }
}
