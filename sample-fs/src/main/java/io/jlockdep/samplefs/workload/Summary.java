package io.jlockdep.samplefs.workload;

/**
 * What a run did.
 *
 * @param blocksVerified how many blocks of 4 KiB were read and found right
 * @param wouldBlock how many NOWAIT operations were refused
 * @param nanos from the start of the threads to the end of the last one
 */
public record Summary(
    long operations,
    long bytesWritten,
    long bytesRead,
    long blocksVerified,
    long wouldBlock,
    long nanos) {}
