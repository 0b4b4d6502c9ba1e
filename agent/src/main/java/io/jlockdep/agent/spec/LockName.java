package io.jlockdep.agent.spec;

/**
 * A name for the locks that a field holds or that are of a type; exactly one of the two is set.
 *
 * @param fieldOwner class that declares the field, or empty
 * @param field the field's name, or empty
 * @param type class of the locks, or empty
 */
public record LockName(String name, String fieldOwner, String field, String type) {

  /** Whether the name belongs to a field (else to a type). */
  public boolean namesField() {
    return !field.isEmpty();
  }
}
