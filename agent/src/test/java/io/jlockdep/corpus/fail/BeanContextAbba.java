package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;
import java.beans.beancontext.BeanContextSupport;

/**
 * A bean context asks its children under the lock of all contexts, and they leave it under a lock
 * of their own that they take then. The locks inside are known by their general types.
 */
@Expect(
    covers = "JDK class: BeanContextSupport",
    edges = {
      "BeanContextAbba$Child -> java.lang.Object",
      "BeanContextAbba$Child -> java.util.HashMap",
      "BeanContextAbba$Child -> java.util.ArrayList",
      "java.lang.Object -> BeanContextAbba$Child"
    })
public class BeanContextAbba {
  private final BeanContextSupport context = new BeanContextSupport();

  static class Child {
    private int asked;

    @Override
    public synchronized boolean equals(Object other) {
      asked++;
      return this == other;
    }

    @Override
    public synchronized int hashCode() {
      return 7;
    }

    synchronized int leave(BeanContextSupport context) {
      context.remove(this);
      return context.size();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    BeanContextAbba program = new BeanContextAbba();
    Child child = new Child();
    Thread adding = new Thread(() -> program.context.add(child));
    adding.start();
    adding.join();
    System.out.println(child.leave(program.context));
  }
}
