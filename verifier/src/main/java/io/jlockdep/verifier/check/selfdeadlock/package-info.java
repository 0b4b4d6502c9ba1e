/** Threads that wait for themselves. */
@NullMarked
package io.jlockdep.verifier.check.selfdeadlock;

import org.jspecify.annotations.NullMarked;
