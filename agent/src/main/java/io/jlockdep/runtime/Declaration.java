package io.jlockdep.runtime;

/** A method of the spec file that acquires, tries or releases a lock of its own. */
final class Declaration {
  final String type;
  final String method;
  final LockKind kind;
  final int mode;
  final boolean attempt;

  /** The last stack seen on entry, and the site of the caller on it; racy on purpose. */
  int lastStack;

  int lastSite;

  private final TimedStacks times = new TimedStacks();

  Declaration(String type, String method, LockKind kind, int mode, boolean attempt) {
    this.type = type;
    this.method = method;
    this.kind = kind;
    this.mode = mode;
    this.attempt = attempt;
  }

  TimedStacks times() {
    return times;
  }
}
