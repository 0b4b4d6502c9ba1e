/** What was recorded and what was found, as plain data. */
@NullMarked
package io.jlockdep.verifier.model;

import org.jspecify.annotations.NullMarked;
