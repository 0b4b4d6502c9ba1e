package io.jlockdep.samplefs.tree;

import java.io.IOException;

/** The image is not one of ours, or what it holds contradicts itself. */
public final class CorruptImageException extends IOException {
  public CorruptImageException(String message) {
    super(message);
  }
}
