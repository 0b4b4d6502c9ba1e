/** Runs every check and joins what they found. */
@NullMarked
package io.jlockdep.verifier.check;

import org.jspecify.annotations.NullMarked;
