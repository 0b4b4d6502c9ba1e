/** Deadlocks that were seen. */
@NullMarked
package io.jlockdep.verifier.check.deadlock;

import org.jspecify.annotations.NullMarked;
