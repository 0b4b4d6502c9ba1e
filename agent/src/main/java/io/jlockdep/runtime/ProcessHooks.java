package io.jlockdep.runtime;

import java.util.concurrent.TimeUnit;

/** Calls that wait for the end of another process. */
public final class ProcessHooks {
  private ProcessHooks() {}

  @Replaces(Process.class)
  public static int waitFor(Process process, int site) throws InterruptedException {
    Wait wait = Wait.begin(process, EventKind.PROCESS_END, Wait.UNTIMED, site);
    long start = BlockingCalls.begin();
    boolean came = false;
    try {
      int exit = process.waitFor();
      came = true;
      return exit;
    } finally {
      Wait.end(wait, came);
      BlockingCalls.end(start, "process", "waitFor", site);
    }
  }

  @Replaces(Process.class)
  public static boolean waitFor(Process process, long time, TimeUnit unit, int site)
      throws InterruptedException {
    Wait wait = Wait.begin(process, EventKind.PROCESS_END, Wait.TIMED, site);
    long start = BlockingCalls.begin();
    boolean ended = false;
    try {
      ended = process.waitFor(time, unit);
      return ended;
    } finally {
      Wait.end(wait, ended);
      BlockingCalls.end(start, "process", "waitFor", site);
    }
  }
}
