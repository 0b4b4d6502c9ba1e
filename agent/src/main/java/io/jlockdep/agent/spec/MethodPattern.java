package io.jlockdep.agent.spec;

/**
 * A method by name, in every overload or in one.
 *
 * @param name the method's name
 * @param descriptor its JVM descriptor, or empty for every overload
 */
public record MethodPattern(String name, String descriptor) {

  /** Whether a method with this name and descriptor is meant. */
  public boolean matches(String methodName, String methodDescriptor) {
    return name.equals(methodName) && (descriptor.isEmpty() || descriptor.equals(methodDescriptor));
  }

  @Override
  public String toString() {
    return name + descriptor;
  }
}
