package io.jlockdep.samplefs.io;

import io.jlockdep.samplefs.lock.ExtentLocks;

/**
 * Where one stretch of a file is on the device, while a transfer of it is under way (the kernel's
 * {@code struct iomap}). Whoever finishes the transfer passes it to {@link IomapOps#endBio}.
 *
 * @param pos offset in the file, in bytes
 * @param length bytes, whole blocks
 * @param disk first disk block; 0 for what is read as zeros
 * @param crcs for a read: the checksum of each block, empty if there is none
 * @param inPlace for a write: whether the file has these disk blocks already
 * @param fuaSuffices for a write: whether nothing but the data changes, so that FUA makes it
 *     durable
 * @param range the locked range of the file
 */
@SuppressWarnings("ArrayRecordComponent") // handed from the filesystem to one transfer
public record Mapping(
    long pos,
    int length,
    long disk,
    int[] crcs,
    boolean inPlace,
    boolean fuaSuffices,
    ExtentLocks.Range range) {}
