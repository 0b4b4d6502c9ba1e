/** Locks left behind, given up by others than their holders, or replaced while held. */
@NullMarked
package io.jlockdep.verifier.check.misuse;

import org.jspecify.annotations.NullMarked;
