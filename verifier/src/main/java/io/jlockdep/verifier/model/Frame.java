package io.jlockdep.verifier.model;

/**
 * A place in the program: a site, or one frame of a stack.
 *
 * @param file may be empty
 * @param line -1 where unknown
 */
public record Frame(String className, String method, String file, int line) {
  /** Stands for a place of which nothing is known. */
  public static final Frame UNKNOWN = new Frame("", "", "", -1);

  /** A place of which a name is known and nothing else. */
  public static Frame named(String name) {
    return new Frame(name, "", name, -1);
  }

  /** Whether anything is known. */
  public boolean isKnown() {
    return !className.isEmpty();
  }

  /** As a stack trace has it: {@code com.example.Foo.bar(Foo.java:12)}. */
  @Override
  public String toString() {
    if (!isKnown()) {
      return "(place unknown)";
    }
    if (method.isEmpty() && file.equals(className)) {
      return className;
    }
    return className + "." + method + "(" + fileAndLine() + ")";
  }

  /** {@code Foo.java:12}, as far as it is known. */
  public String fileAndLine() {
    String where = file.isEmpty() ? "Unknown Source" : file;
    return line > 0 ? where + ":" + line : where;
  }
}
