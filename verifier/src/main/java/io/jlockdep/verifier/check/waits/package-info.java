/** Cycles that go through a wait for an event. */
@NullMarked
package io.jlockdep.verifier.check.waits;

import org.jspecify.annotations.NullMarked;
