/** Programs that use the filesystem from several threads and check every byte they read. */
package io.jlockdep.samplefs.workload;
