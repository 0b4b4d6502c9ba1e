package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Waits for another process under a lock. */
@Expect(
    covers = "Process.waitFor under a lock",
    waits = {"process-end java.lang.ProcessImpl@ProcessUnderLock.main under ProcessUnderLock.lock"},
    blocking = {"process waitFor"},
    alsoReleases = {8})
public class ProcessUnderLock {
  private final Object lock = new Object();

  public static void main(String[] args) throws IOException, InterruptedException {
    ProcessUnderLock program = new ProcessUnderLock();
    synchronized (program.lock) {
      System.out.println(new ProcessBuilder("true").start().waitFor());
      System.out.println(new ProcessBuilder("true").start().waitFor(30, TimeUnit.SECONDS));
    }
  }
}
