/** Findings as text and as JSON. */
@NullMarked
package io.jlockdep.verifier.report;

import org.jspecify.annotations.NullMarked;
