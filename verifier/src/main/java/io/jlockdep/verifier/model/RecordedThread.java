package io.jlockdep.verifier.model;

/** One thread of one recording; {@code id} is the recording's own. */
public record RecordedThread(int recording, int id, String name) {
  @Override
  public boolean equals(Object other) {
    return other instanceof RecordedThread that && recording == that.recording && id == that.id;
  }

  @Override
  public int hashCode() {
    return recording * 1_000_003 + id;
  }
}
