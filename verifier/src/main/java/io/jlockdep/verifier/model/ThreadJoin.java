package io.jlockdep.verifier.model;

/** {@code thread} has seen the end of {@code child}. */
public record ThreadJoin(RecordedThread thread, long seq, RecordedThread child) implements Fact {}
