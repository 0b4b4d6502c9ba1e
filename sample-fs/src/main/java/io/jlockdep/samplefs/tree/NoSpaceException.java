package io.jlockdep.samplefs.tree;

import java.io.IOException;

/** No block is free, or none that this caller may have. */
public final class NoSpaceException extends IOException {
  public NoSpaceException(String message) {
    super(message);
  }
}
