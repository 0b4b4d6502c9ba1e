package io.jlockdep.verifier.cli;

import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Grade;
import io.jlockdep.verifier.model.Severity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which findings make the command fail: those that are loud enough, sure enough and of one of the
 * categories.
 *
 * @param severity the quietest; null if no finding at all makes it fail
 */
public record FailOn(@Nullable Severity severity, Grade grade, Set<Category> categories) {
  private static final String NEVER = "never";

  /**
   * Parses {@code warning}, {@code severity=warning}, {@code grade=instance}, {@code
   * category=lock-order} and {@code never}.
   *
   * @throws UsageException if a word is none of these
   */
  public static FailOn of(List<String> words) throws UsageException {
    Severity severity = Severity.WARNING;
    Grade grade = Grade.CLASS;
    Set<Category> categories = EnumSet.noneOf(Category.class);
    for (String word : words) {
      String text = word.toLowerCase(Locale.ROOT).strip();
      int equals = text.indexOf('=');
      String key = equals < 0 ? "severity" : text.substring(0, equals);
      String value = text.substring(equals + 1);
      switch (key) {
        case "severity" ->
            severity =
                value.equals(NEVER)
                    ? null
                    : choice(word, value, Severity.values(), Severity::word, NEVER);
        case "grade" -> grade = choice(word, value, Grade.values(), Grade::word);
        case "category" -> categories.add(choice(word, value, Category.values(), Category::word));
        default ->
            throw new UsageException(
                "--fail-on %s: expected severity=, grade= or category=".formatted(word));
      }
    }
    return new FailOn(
        severity, grade, categories.isEmpty() ? EnumSet.allOf(Category.class) : categories);
  }

  /** Whether any of the findings makes the command fail. */
  boolean isMetBy(List<Finding> findings) {
    return findings.stream().anyMatch(this::isMetBy);
  }

  /** Whether this finding makes the command fail. */
  public boolean isMetBy(Finding finding) {
    Severity limit = severity;
    return limit != null
        && finding.severity().isAtLeast(limit)
        && finding.verdict().grade().compareTo(grade) <= 0
        && categories.contains(finding.category());
  }

  private static <T> T choice(
      String given, String value, T[] values, Function<T, String> word, String... others)
      throws UsageException {
    for (T each : values) {
      if (word.apply(each).equals(value)) {
        return each;
      }
    }
    List<String> known = new ArrayList<>(Stream.of(values).map(word).toList());
    known.addAll(List.of(others));
    throw new UsageException(
        "--fail-on %s: expected one of %s"
            .formatted(given, known.stream().collect(Collectors.joining(", "))));
  }
}
