package io.jlockdep.verifier.model;

/** {@code thread} is about to start {@code child}. */
public record ThreadStart(RecordedThread thread, long seq, RecordedThread child) implements Fact {}
