/** The rules of the spec file. */
@NullMarked
package io.jlockdep.verifier.check.contract;

import org.jspecify.annotations.NullMarked;
