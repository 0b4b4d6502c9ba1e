/**
 * A small filesystem in an image file. It reproduces, at will, the locking of direct IO and sync
 * that btrfs had at some time, and otherwise is a plain program. Packages import downwards only:
 * cli, scenario and workload, vfs, io, tree, then block, lock and history.
 */
package io.jlockdep.samplefs;
