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
    System.out.printf("%-16s %-4s %s%n", "SCENARIO", "ROW", "WHAT");
    for (Scenario scenario : Scenario.values()) {
      System.out.printf(
          "%-16s %-4d %s%n", scenario.id(), scenario.behaviour().row(), scenario.summary());
    }
    return 0;
  }
}
