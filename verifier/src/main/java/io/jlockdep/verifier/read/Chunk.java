package io.jlockdep.verifier.read;

/**
 * A stretch of a recording file that starts with a chunk header.
 *
 * @param offset of the header in the file
 * @param length bytes up to the end of the last whole event
 * @param whole whether it is as it was when it was finished
 * @param checkpoint offset in the chunk of the last usable checkpoint event, 0 if there is none
 * @param metadata offset in the chunk of the metadata event, 0 if there is none
 */
record Chunk(long offset, long length, boolean whole, long checkpoint, long metadata) {}
