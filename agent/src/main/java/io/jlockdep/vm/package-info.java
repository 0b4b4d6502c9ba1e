/** What the runtime tells the JVM about itself. */
@NullMarked
package io.jlockdep.vm;

import org.jspecify.annotations.NullMarked;
