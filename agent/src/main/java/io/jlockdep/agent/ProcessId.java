package io.jlockdep.agent;

import java.io.File;
import java.io.IOException;

/**
 * The number of this process. {@code ProcessHandle} knows it everywhere, but starts half of {@code
 * java.util.concurrent} first, 8 ms of a start-up; so Linux is asked.
 */
final class ProcessId {
  private ProcessId() {}

  static long current() {
    try {
      return Long.parseLong(new File("/proc/self").getCanonicalFile().getName());
    } catch (IOException | NumberFormatException e) {
      return ProcessHandle.current().pid();
    }
  }
}
