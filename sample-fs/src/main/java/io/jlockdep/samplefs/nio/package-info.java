/**
 * The filesystem as a {@code java.nio.file} provider: {@code samplefs:/path/image!/file}. Any
 * program that works on paths can work on it.
 */
package io.jlockdep.samplefs.nio;
