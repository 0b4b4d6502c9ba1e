/** Single interleavings, one for each historic behaviour. */
package io.jlockdep.samplefs.scenario;
