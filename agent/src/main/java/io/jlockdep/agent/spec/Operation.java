package io.jlockdep.agent.spec;

/**
 * A span from the entry of a method to its return or exception.
 *
 * @param type class name of the method's class
 */
public record Operation(String name, String type, MethodPattern method) {}
