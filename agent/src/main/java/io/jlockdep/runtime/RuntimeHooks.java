package io.jlockdep.runtime;

/** Calls of {@link Runtime}. */
public final class RuntimeHooks {
  private RuntimeHooks() {}

  /** {@code halt} runs no exit hooks, so the recording is written before it. */
  @Replaces(Runtime.class)
  public static void halt(Runtime runtime, int status, int site) {
    if (runtime != null) {
      Recorder.beforeHalt();
    }
    runtime.halt(status);
  }
}
