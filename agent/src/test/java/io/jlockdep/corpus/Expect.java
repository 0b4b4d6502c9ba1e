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
   * What the program is the test of: rows of the coverage table, whose right result follows from
   * the rest of this expectation or from the program's own output.
   */
  String[] covers() default {};

  /**
   * First JDK on which the program exercises what it covers; on an older one it does the same with
   * what that has.
   */
  int coversFrom() default 17;

  /**
   * All dependencies between lock classes, each {@code A -> B}, with {@code /s} behind a lock that
   * is held or taken shared. Names are given without the program's package. Acquisitions by {@code
   * tryLock()} are left out, and so are those between locks of the JDK and those of its streams and
   * writers.
   */
  String[] edges() default {};

  /** Number of threads in the deadlock that must be recorded, or 0 for none. */
  int deadlock() default 0;

  /** Kinds of sync that must be recorded. */
  String[] syncs() default {};

  /**
   * Waits that must be recorded, each {@code PRIMITIVE CLASS}, with {@code under A, B} behind it
   * for the locks held.
   */
  String[] waits() default {};

  /**
   * Signals that must be recorded, each {@code PRIMITIVE CLASS}, with {@code after A, B} behind it
   * for the lock classes and events that the thread asked for before, as the recording tells.
   */
  String[] signals() default {};

  /**
   * Tasks that must be recorded with their beginning and end, each {@code CLASS by EXECUTOR}, and
   * {@code after A, B} behind it as with signals.
   */
  String[] tasks() default {};

  /** Kinds and methods of the blocking calls that must be recorded, such as {@code sleep sleep}. */
  String[] blocking() default {};

  /** Syncs that must be recorded, each {@code KIND BYTES} with the bytes dirty before. */
  String[] dirty() default {};

  /** Names of threads whose start and end must be recorded as seen by others, if any are given. */
  String[] starts() default {};

  /**
   * Lock classes, named as in {@link #edges}, that are asked for exclusively by a thread that holds
   * nothing and must be recorded all the same.
   */
  String[] writers() default {};

  /**
   * All that was waited for locks of the program because somebody held them, if any is given, each
   * {@code LOCK WAITER <- HOLDER} with the innermost methods of the two stacks and {@code /s}
   * behind what is shared.
   */
  String[] contention() default {};

  /** Locks that nobody waited for, each {@code LOCK ACQUISITIONS}. */
  String[] uncontended() default {};

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

  /**
   * What the test does: {@code none}, or {@code term} or {@code kill} when the time has come, or
   * {@code late-term} when the watchdog has made up its mind.
   */
  String signal() default "none";

  /** Oldest class file release that the program can be compiled for. */
  int minRelease() default 8;

  /** Further releases that it is compiled for and run, besides the JDK's own. */
  int[] alsoReleases() default {};
}
