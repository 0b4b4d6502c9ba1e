package io.jlockdep.verifier.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The name of a finding that stays the same from run to run: made of the category and of class
 * names and modes, never of lines, thread names or the order of discovery.
 */
public final class Fingerprint {
  private Fingerprint() {}

  /** Of a cycle, wherever it is entered; a cycle that repeats itself is the same as one round. */
  public static String ofCycle(Category category, List<Dependency> cycle, String... context) {
    List<String> steps = new ArrayList<>();
    for (Dependency edge : cycle) {
      steps.add(
          edge.from().name()
              + '|'
              + edge.held().mode().word()
              + '|'
              + edge.acquisition().mode().word());
    }
    return of(category, String.join("\n", smallestRotation(oneRound(steps))), context);
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
