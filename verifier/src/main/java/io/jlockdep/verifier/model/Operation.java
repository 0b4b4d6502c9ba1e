package io.jlockdep.verifier.model;

/** A declared span; {@code method} is the full name of the method that it covers. */
public record Operation(String name, String method) {}
