package io.jlockdep.runtime.event;

/** Is told the fields of an {@link Entry}, one by one. */
public interface Fields {
  /** An {@code int} field. */
  void number(String name, int value);

  /** A {@code long} field. */
  void number(String name, long value);

  /** A {@code boolean} field. */
  void flag(String name, boolean value);

  /** A {@code String} field. */
  void text(String name, String value);
}
