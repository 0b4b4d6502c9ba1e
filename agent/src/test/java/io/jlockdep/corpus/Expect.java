package io.jlockdep.corpus;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the recording of a program of the corpus must say. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Expect {
  /**
   * All dependencies between lock classes, each {@code A -> B}, with {@code /s} behind a lock that
   * is held or taken shared. Names are given without the program's package. Acquisitions by {@code
   * tryLock()} are left out.
   */
  String[] edges() default {};

  /** Number of threads in the deadlock that must be recorded, or 0 for none. */
  int deadlock() default 0;

  /** Kinds of sync that must be recorded. */
  String[] syncs() default {};

  /** Names of threads whose start and end must be recorded as seen by others, if any are given. */
  String[] starts() default {};

  /**
   * Lock classes, named as in {@link #edges}, that are asked for exclusively by a thread that holds
   * nothing and must be recorded all the same.
   */
  String[] writers() default {};

  /** Beginnings of class names that must be listed as skipped. */
  String[] skipped() default {};

  /** Lines of the spec file, if there is one. */
  String[] spec() default {};

  /** Further options of the agent. */
  String options() default "";

  /** Further options of the JVM. */
  String[] jvm() default {};

  /** Exit code, with the agent. */
  int exit() default 0;

  /** What the test does: {@code none}, or {@code term} or {@code kill} when the time has come. */
  String signal() default "none";

  /** Oldest class file release that the program can be compiled for. */
  int minRelease() default 8;

  /** Further releases that it is compiled for and run, besides the JDK's own. */
  int[] alsoReleases() default {};
}
