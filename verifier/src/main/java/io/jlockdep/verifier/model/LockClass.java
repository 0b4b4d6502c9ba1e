package io.jlockdep.verifier.model;

import java.util.regex.Pattern;

/**
 * The unit of a rule; the same in every recording that uses the same name.
 *
 * @param general known only by a general type (such as {@code Object}), not by a field or a name
 */
public record LockClass(
    String name, String origin, LockKind kind, boolean reentrant, boolean general, String type) {

  private static final Pattern PACKAGES =
      Pattern.compile("(?<![\\w$.])(?:[a-z_][\\w]*\\.)+(?=[A-Z])");

  /** The name without packages: {@code Inode.rwsem} for {@code com.example.Inode.rwsem}. */
  public String shortName() {
    return withoutPackages(name);
  }

  /** Drops the packages from every class name in {@code text}. */
  public static String withoutPackages(String text) {
    return PACKAGES.matcher(text).replaceAll("");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LockClass that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
