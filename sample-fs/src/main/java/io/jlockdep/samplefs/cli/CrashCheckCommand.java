package io.jlockdep.samplefs.cli;

import io.jlockdep.samplefs.crash.CrashCheck;
import io.jlockdep.samplefs.history.Behaviour;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "crash-check",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Runs every short workload of direct DSYNC writes, and checks what each crash may leave: "
          + "fsck, mount, acknowledged data present, no foreign bytes.",
      "The mended filesystem must pass, and each behaviour that loses acknowledged data must not: "
          + "exit code 1 if it is otherwise. BAD counts states, IN the workloads that have them."
    })
final class CrashCheckCommand implements Callable<Integer> {
  private static final List<Behaviour> LOSE_DATA =
      List.of(
          Behaviour.DSYNC_STUB,
          Behaviour.DIO_WAIT_IS_ENOUGH,
          Behaviour.LOST_SYNC,
          Behaviour.FUA_UNWRITTEN);

  @Option(
      names = "--length",
      defaultValue = "3",
      paramLabel = "N",
      description = "Operations in a workload at most (default: ${DEFAULT-VALUE}).")
  private int length;

  @Option(
      names = "--row-length",
      defaultValue = "2",
      paramLabel = "N",
      description = "The same for the behaviours that lose data (default: ${DEFAULT-VALUE}).")
  private int rowLength;

  @Override
  public Integer call() throws IOException {
    Arguments.requirePositive("--length", length);
    Arguments.requirePositive("--row-length", rowLength);
    System.out.printf(
        "workloads of %d operations; LENGTH: how many in a workload at most%n%n",
        CrashCheck.operations());
    System.out.printf(
        "%-24s %6s %10s %10s %10s %10s %10s%n",
        "BEHAVIOUR", "LENGTH", "WORKLOADS", "MOMENTS", "STATES", "BAD", "IN");
    boolean asExpected = check("FIXED", Set.of(), length);
    for (Behaviour behaviour : LOSE_DATA) {
      String name = "row " + behaviour.row() + " " + behaviour;
      asExpected &= !check(name, Set.of(behaviour), rowLength);
    }
    return asExpected ? 0 : 1;
  }

  private static boolean check(String name, Set<Behaviour> behaviours, int length)
      throws IOException {
    CrashCheck.Result result = CrashCheck.run(behaviours, length);
    System.out.printf(
        "%-24s %6d %10d %10d %10d %10d %10d%n",
        name,
        length,
        result.workloads(),
        result.moments(),
        result.states(),
        result.badStates(),
        result.badWorkloads());
    if (result.first() != null) {
      System.out.println("  first: " + result.first());
    }
    return result.badStates() == 0;
  }
}
