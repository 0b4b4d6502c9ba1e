package io.jlockdep.verifier.read;

/** Hears now and then how far the reading of a file is. Called by the thread that reads. */
@FunctionalInterface
public interface ReadProgress {
  /** So many bytes of the file at hand are read. */
  void read(long bytes, long ofBytes);
}
