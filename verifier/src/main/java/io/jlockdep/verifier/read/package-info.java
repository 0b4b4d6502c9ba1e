/** From recordings and spec files to the model. */
@NullMarked
package io.jlockdep.verifier.read;

import org.jspecify.annotations.NullMarked;
