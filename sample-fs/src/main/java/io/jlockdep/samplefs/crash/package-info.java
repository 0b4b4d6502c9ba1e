/**
 * Crash consistency by enumeration: every short workload, and after it every crash that the device
 * allows.
 */
package io.jlockdep.samplefs.crash;
