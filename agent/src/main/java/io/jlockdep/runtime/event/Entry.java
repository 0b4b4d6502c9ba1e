package io.jlockdep.runtime.event;

/**
 * An event of the recording, however it gets there: committed to JFR, or told field by field to
 * whoever writes the file without JFR.
 */
public interface Entry {
  /** Commits it to JFR; the recorder's thread. */
  void commit();

  /** Tells every field, in the order in which the class declares them. */
  void tell(Fields fields);
}
