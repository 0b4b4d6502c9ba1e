/** Locks that the JDK does not have in this form, and the order in which they nest. */
package io.jlockdep.samplefs.lock;
