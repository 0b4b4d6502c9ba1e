/** The commands. Nothing below this package prints a result or ends the process. */
package io.jlockdep.samplefs.cli;
