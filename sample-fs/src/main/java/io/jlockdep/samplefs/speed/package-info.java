/** How fast direct writes are, and how much of the time goes into waiting for the inode lock. */
package io.jlockdep.samplefs.speed;
