/** The command line: the only package that prints or exits. */
@NullMarked
package io.jlockdep.verifier.cli;

import org.jspecify.annotations.NullMarked;
