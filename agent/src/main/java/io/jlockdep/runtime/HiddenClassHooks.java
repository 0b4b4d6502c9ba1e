package io.jlockdep.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Definitions of hidden classes. The JVM shows those to no agent, so their class files are woven
 * when the program hands them over.
 */
public final class HiddenClassHooks {
  private static volatile @Nullable BiFunction<Lookup, byte[], byte[]> weaver;

  private HiddenClassHooks() {}

  /** What makes the woven class file of one; it must not throw. */
  public static void weaveWith(BiFunction<Lookup, byte[], byte[]> classFiles) {
    weaver = classFiles;
  }

  @Replaces(Lookup.class)
  public static Lookup defineHiddenClass(
      Lookup lookup,
      byte[] classFile,
      boolean initialize,
      MethodHandles.Lookup.ClassOption[] options,
      int site)
      throws IllegalAccessException {
    return lookup.defineHiddenClass(woven(lookup, classFile), initialize, options);
  }

  @Replaces(Lookup.class)
  public static Lookup defineHiddenClassWithClassData(
      Lookup lookup,
      byte[] classFile,
      Object classData,
      boolean initialize,
      MethodHandles.Lookup.ClassOption[] options,
      int site)
      throws IllegalAccessException {
    return lookup.defineHiddenClassWithClassData(
        woven(lookup, classFile), classData, initialize, options);
  }

  /** What the JDK refuses, such as null, it is left to refuse. */
  @SuppressWarnings("NullAway")
  private static byte[] woven(Lookup lookup, byte[] classFile) {
    BiFunction<Lookup, byte[], byte[]> known = weaver;
    return known == null || lookup == null || classFile == null
        ? classFile
        : known.apply(lookup, classFile);
  }
}
