package io.jlockdep.samplefs.cli;

import io.jlockdep.samplefs.scenario.Scenario;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "scenarios",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Lists the scenarios.")
final class ScenariosCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    System.out.printf("%-22s %-4s %-8s %-6s %s%n", "SCENARIO", "ROW", "RULE", "HANGS", "WHAT");
    for (Scenario scenario : Scenario.values()) {
      System.out.printf(
          "%-22s %-4d %-8s %-6s %s%n",
          scenario.id(),
          scenario.behaviour().row(),
          scenario.behaviour().rule().replace(" ", ""),
          scenario.hangs() ? "yes" : "-",
          scenario.summary());
    }
    return 0;
  }
}
