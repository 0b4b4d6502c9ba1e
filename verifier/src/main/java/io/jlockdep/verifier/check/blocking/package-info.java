/** Calls and waits that block while a lock is held. */
@NullMarked
package io.jlockdep.verifier.check.blocking;

import org.jspecify.annotations.NullMarked;
