/** Cycles in the order in which locks are taken. */
@NullMarked
package io.jlockdep.verifier.check.lockorder;

import org.jspecify.annotations.NullMarked;
