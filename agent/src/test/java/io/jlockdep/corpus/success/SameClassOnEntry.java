package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.util.Vector;

/**
 * A block that has long been known to be taken alone takes a second monitor of the same class, by a
 * synchronized method of the JDK that reports only once it has been entered.
 */
@Expect(
    covers = "JDK class: Vector",
    edges = {"SameClassOnEntry.TABLES[] -> SameClassOnEntry.TABLES[]"})
public class SameClassOnEntry {
  private static final Object[] TABLES = new Object[2];

  public static void main(String[] args) {
    for (int i = 0; i < TABLES.length; i++) {
      TABLES[i] = new Vector<String>();
    }
    int done = 0;
    for (int i = 0; i < 1000; i++) {
      done += update(false);
    }
    done += update(true);
    System.out.println(done);
  }

  @SuppressWarnings("unchecked")
  private static int update(boolean both) {
    synchronized (TABLES[0]) {
      if (both) {
        ((Vector<String>) TABLES[1]).add("moved");
      }
      return 1;
    }
  }
}
