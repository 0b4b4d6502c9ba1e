/**
 * Block devices: the image file, one in memory, and wrappers that give a device a fixed latency,
 * remember what it did, or make it fail. Lowest layer, with {@code lock}.
 */
package io.jlockdep.samplefs.block;
