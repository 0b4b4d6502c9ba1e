/** Random operations against a model in memory, in the manner of fsx. */
package io.jlockdep.samplefs.exercise;
