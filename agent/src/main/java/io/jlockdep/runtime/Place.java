package io.jlockdep.runtime;

import org.jspecify.annotations.Nullable;

/** A method of woven code; shared by the sites in it. */
final class Place {
  final String className;
  final String method;

  /** Null if it has the usual name: it nearly always has. */
  private final @Nullable String file;

  Place(String className, String method, String file) {
    this.className = className;
    this.method = method;
    this.file = file.equals(usualFile(className)) ? null : file.intern();
  }

  /** The source file, without its folder; may be empty. */
  String file() {
    return file == null ? usualFile(className) : file;
  }

  /** That of a class, as {@code javac} expects it: named by the outermost class. */
  private static String usualFile(String className) {
    int from = className.lastIndexOf('.') + 1;
    int inner = className.indexOf('$', from + 1);
    int to = inner < 0 ? className.length() : inner;
    return className.substring(from, to).concat(".java");
  }

  /** A place of that content: this one, or one that shares with it what it can. */
  Place next(String newClass, String newMethod, String newFile) {
    boolean sameClass = className.equals(newClass);
    if (sameClass && method.equals(newMethod) && newFile.equals(file())) {
      return this;
    }
    return new Place(sameClass ? className : newClass.intern(), newMethod.intern(), newFile);
  }

  /** Whether a frame of a stack is of this method, or of one of the same name. */
  boolean isOf(String frameClass, String frameMethod) {
    return frameMethod.equals(method) && frameClass.equals(className);
  }
}
