/** Block devices: the image file, and a device in memory. Lowest layer, with {@code lock}. */
package io.jlockdep.samplefs.block;
