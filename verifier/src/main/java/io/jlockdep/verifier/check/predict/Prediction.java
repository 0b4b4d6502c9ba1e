package io.jlockdep.verifier.check.predict;

/**
 * A claim: if each thread runs that many of its events, in the order of the trace, then each thread
 * of the pattern waits for a lock that the next one holds.
 *
 * @param pattern numbers of abstract acquisitions
 * @param threads the threads of the pattern, in its order
 * @param sites where they hang, in the same order
 * @param counts how many events each thread of the trace runs
 */
record Prediction(int[] pattern, int[] threads, int[] sites, int[] counts) {}
