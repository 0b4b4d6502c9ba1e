package io.jlockdep.samplefs.workload;

import io.jlockdep.samplefs.vfs.FileSystem;
import java.io.IOException;

/** One program. Its methods run in this order; {@link #operate} runs in all threads at once. */
interface Workload {
  /** Makes the files. */
  void prepare() throws IOException;

  /**
   * What one thread does.
   *
   * @throws VerificationException if it reads something that cannot be
   */
  void operate(int thread) throws IOException;

  /**
   * Reads everything back and compares it with what was written. Called before the unmount and
   * again after a new mount.
   *
   * @return how many blocks were compared
   */
  long verify(FileSystem fileSystem) throws IOException;
}
