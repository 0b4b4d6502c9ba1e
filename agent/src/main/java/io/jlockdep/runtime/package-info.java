/**
 * What woven code calls, on the bootstrap class path: hooks, held locks, lock classes, the class
 * graph, the recorder and the watchdog. JDK only ({@code java.base} and {@code jdk.jfr}).
 */
@NullMarked
package io.jlockdep.runtime;

import org.jspecify.annotations.NullMarked;
