package io.jlockdep.samplefs.tree;

/**
 * An inode as mounting finds it.
 *
 * @param number from 1 on
 * @param size bytes
 * @param map where its blocks are; belongs to whoever mounts
 */
public record StoredInode(int number, String name, long size, BlockMap map) {}
