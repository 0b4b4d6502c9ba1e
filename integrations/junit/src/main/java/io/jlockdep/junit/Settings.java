package io.jlockdep.junit;

import io.jlockdep.verifier.cli.FailOn;
import io.jlockdep.verifier.cli.UsageException;
import io.jlockdep.verifier.model.Baseline;
import io.jlockdep.verifier.read.BaselineReader;
import io.jlockdep.verifier.read.CannotReadException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What the user asked for.
 *
 * @param agent the agent's jar, empty if it is not to be attached
 * @param eachTest whether to judge after single tests, not only after classes
 */
record Settings(
    FailOn failOn, Baseline baseline, boolean required, String agent, boolean eachTest) {

  /**
   * Reads the settings.
   *
   * @throws ExtensionConfigurationException with one line, if one of them is wrong
   */
  static Settings of(ExtensionContext context) {
    String failOn = text(context, "jlockdep.fail-on");
    String baseline = text(context, "jlockdep.baseline");
    try {
      return new Settings(
          FailOn.of(failOn.isEmpty() ? List.of() : List.of(failOn.split(","))),
          baseline.isEmpty() ? Baseline.NONE : BaselineReader.read(Path.of(baseline)),
          Boolean.parseBoolean(text(context, "jlockdep.required")),
          text(context, "jlockdep.agent"),
          eachTest(text(context, "jlockdep.judge")));
    } catch (UsageException e) {
      throw new ExtensionConfigurationException(
          "jlockdep.fail-on=" + failOn + ": " + String.valueOf(e.getMessage()));
    } catch (CannotReadException e) {
      throw new ExtensionConfigurationException("jlockdep.baseline: " + e.getMessage());
    }
  }

  private static boolean eachTest(String judge) {
    if (!List.of("", "test", "class").contains(judge)) {
      throw new ExtensionConfigurationException(
          "jlockdep.judge=" + judge + ": must be test or class");
    }
    return !judge.equals("class");
  }

  private static String text(ExtensionContext context, String name) {
    return context.getConfigurationParameter(name).orElse("").strip();
  }
}
