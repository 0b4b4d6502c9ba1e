/** The JFR event types of the recording, exactly as {@code docs/recording-format.md} lists them. */
@NullMarked
package io.jlockdep.runtime.event;

import org.jspecify.annotations.NullMarked;
