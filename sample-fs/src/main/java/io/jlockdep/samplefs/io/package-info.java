/**
 * The generic IO path that a filesystem plugs into: control blocks, direct IO, page cache, workers.
 */
package io.jlockdep.samplefs.io;
