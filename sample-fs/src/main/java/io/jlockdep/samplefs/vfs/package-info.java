/** Files as a program sees them: inodes with their locks, and the operations on them. */
package io.jlockdep.samplefs.vfs;
