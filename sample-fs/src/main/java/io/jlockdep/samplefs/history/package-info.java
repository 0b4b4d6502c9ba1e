/** Which historic behaviours there are, and the eras that bundle them. */
package io.jlockdep.samplefs.history;
