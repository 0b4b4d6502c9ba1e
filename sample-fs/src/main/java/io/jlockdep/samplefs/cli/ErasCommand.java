package io.jlockdep.samplefs.cli;

import io.jlockdep.samplefs.history.Behaviour;
import io.jlockdep.samplefs.history.Era;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "eras",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Lists the eras and the historic behaviours (rows) in each.")
final class ErasCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    System.out.printf("%-15s %-10s %s%n", "ERA", "ROWS", "WHAT");
    for (Era era : Era.values()) {
      System.out.printf("%-15s %-10s %s%n", era, era.rows(), era.summary());
    }
    System.out.println();
    System.out.printf("%-4s %-9s %s%n", "ROW", "RULE", "BEHAVIOUR");
    for (Behaviour behaviour : Behaviour.values()) {
      String row = behaviour.row() == 0 ? "-" : Integer.toString(behaviour.row());
      System.out.printf("%-4s %-9s %s%n", row, behaviour.rule(), behaviour.summary());
    }
    return 0;
  }
}
