package io.jlockdep.samplefs;

import io.jlockdep.samplefs.cli.Commands;

/** The program. */
public final class SampleFs {
  private SampleFs() {}

  public static void main(String[] arguments) {
    System.exit(Commands.execute(arguments));
  }
}
