package io.jlockdep.verifier.model;

/** A class that runs as it was because it could not be woven. */
public record SkippedClass(String className, String reason) {}
