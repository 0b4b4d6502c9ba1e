package io.jlockdep.agent;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The rows of {@code docs/coverage.md} that a test covers by itself, outside of the corpus. */
@Retention(RetentionPolicy.RUNTIME)
@interface Covers {
  String[] value();
}
