/**
 * The spec file: declared locks, names, operations and contracts (see {@code docs/spec-format.md}).
 */
package io.jlockdep.agent.spec;
