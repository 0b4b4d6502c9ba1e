package io.jlockdep.runtime;

/** A method of woven code; shared by the sites in it. */
final class Place {
  final String className;
  final String method;
  final String file;

  Place(String className, String method, String file) {
    this.className = className;
    this.method = method;
    this.file = file;
  }

  /** A place of that content: this one, or one that shares with it what it can. */
  Place next(String newClass, String newMethod, String newFile) {
    boolean sameClass = className.equals(newClass) && file.equals(newFile);
    if (sameClass && method.equals(newMethod)) {
      return this;
    }
    return new Place(
        sameClass ? className : newClass.intern(),
        newMethod.intern(),
        sameClass ? file : newFile.intern());
  }

  /** Whether a frame of a stack is of this method, or of one of the same name. */
  boolean isOf(String frameClass, String frameMethod) {
    return frameMethod.equals(method) && frameClass.equals(className);
  }
}
