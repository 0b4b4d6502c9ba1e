/** The extension for JUnit 5. */
@org.jspecify.annotations.NullMarked
package io.jlockdep.junit;
