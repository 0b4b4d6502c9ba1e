/** Waits for the disk while a lock is held. */
@NullMarked
package io.jlockdep.verifier.check.sync;

import org.jspecify.annotations.NullMarked;
