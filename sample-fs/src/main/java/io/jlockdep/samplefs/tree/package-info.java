/**
 * What is on the disk: superblocks, the copy-on-write tree of inodes and block maps, free space,
 * commit and check.
 */
package io.jlockdep.samplefs.tree;
