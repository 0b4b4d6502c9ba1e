package io.jlockdep.verifier.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The name of a finding that stays the same from run to run and from commit to commit: made of the
 * category and of names (and modes where they make another finding), never of lines, thread names,
 * other edges, the order of discovery, or the numbers that the compiler gives to lambdas.
 */
public final class Fingerprint {
  /** {@code lambda$run$3}: a lambda more above, and it is {@code lambda$run$4}. */
  private static final Pattern LAMBDA = Pattern.compile("\\blambda\\$([^\\s|]+?)\\$\\d+\\b");

  private Fingerprint() {}

  /**
   * Of a cycle, wherever it is entered; a cycle that repeats itself is the same as one round. A
   * cycle of classes is one finding whatever the modes: which of its acquisitions tell most changes
   * with what else was seen, and a cycle that becomes worse becomes louder.
   */
  public static String ofCycle(Category category, List<Dependency> cycle, String... context) {
    List<String> steps = new ArrayList<>();
    for (Dependency edge : cycle) {
      String modes = edge.held().mode().word() + '|' + edge.acquisition().mode().word();
      steps.add(edge.from().name() + (category == Category.LOCK_ORDER ? "" : '|' + modes));
    }
    return of(category, String.join("\n", smallestRotation(oneRound(steps))), context);
  }

  /**
   * Of a finding whose names have numbers of lambdas, what it has without them; of any other its
   * own. It is made at the end, since until then lambdas must be told apart.
   */
  public static String withoutLambdaNumbers(Finding finding) {
    String names = finding.title() + '\n' + String.join("\n", finding.locks());
    if (!LAMBDA.matcher(names).find()) {
      return finding.fingerprint();
    }
    String modes =
        finding.category() == Category.LOCK_ORDER
            ? ""
            : finding.edges().stream()
                .map(edge -> edge.held().mode().word() + '|' + edge.acquisition().mode().word())
                .sorted()
                .collect(Collectors.joining("\n"));
    return of(finding.category(), LAMBDA.matcher(names).replaceAll("lambda\\$$1"), modes);
  }

  /** Of the {@code number}th finding (from 2 on) that would have the same. */
  public static String further(String fingerprint, int number) {
    return HexFormat.of().formatHex(sha256(fingerprint + '\n' + number), 0, 8);
  }

  /** Of anything else. */
  public static String of(Category category, String subject, String... context) {
    String text = category.word() + '\n' + subject + '\n' + String.join("\n", context);
    return HexFormat.of().formatHex(sha256(text), 0, 8);
  }

  private static List<String> oneRound(List<String> steps) {
    for (int period = 1; period < steps.size(); period++) {
      if (steps.size() % period == 0 && repeats(steps, period)) {
        return steps.subList(0, period);
      }
    }
    return steps;
  }

  private static boolean repeats(List<String> steps, int period) {
    for (int i = period; i < steps.size(); i++) {
      if (!steps.get(i).equals(steps.get(i - period))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> smallestRotation(List<String> steps) {
    List<String> best = steps;
    for (int start = 1; start < steps.size(); start++) {
      List<String> rotated = new ArrayList<>(steps.subList(start, steps.size()));
      rotated.addAll(steps.subList(0, start));
      if (String.join("\n", rotated).compareTo(String.join("\n", best)) < 0) {
        best = rotated;
      }
    }
    return best;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
