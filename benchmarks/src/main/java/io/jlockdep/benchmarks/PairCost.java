package io.jlockdep.benchmarks;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Prints what an uncontended acquire+release pair costs with the agent off, at level {@code graph}
 * and at level {@code trace}, and what Guava's cycle-detecting locks cost without the agent, all in
 * one run.
 *
 * <p>Run: {@code java -jar benchmarks/target/benchmarks.jar [AGENT_JAR [ROUNDS]]}. Levels alternate
 * within each round, so that a slow phase of a shared machine falls on all of them; the table shows
 * medians over the rounds. Times are wall nanoseconds for a pair.
 */
public final class PairCost {
  private static final List<String> LEVELS = List.of("off", "graph", "trace");

  private PairCost() {}

  public static void main(String[] args) throws Exception {
    Path agent =
        Path.of(args.length > 0 ? args[0] : "agent/target/jlockdep-agent.jar").toAbsolutePath();
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    if (!Files.isRegularFile(agent)) {
      System.err.println(
          "benchmarks: no agent jar at "
              + agent
              + "; build it with ./mvnw package or give its path");
      System.exit(2);
    }
    Map<String, Map<String, List<Double>>> samples = new TreeMap<>();
    for (int round = 0; round < rounds; round++) {
      for (String level : LEVELS) {
        run(agent, level, "NestedPairs", 1, samples);
        run(agent, level, "NestedPairs.monitorDepth3", 2, samples);
      }
    }
    print(samples, rounds, System.out);
  }

  private static void run(
      Path agent,
      String level,
      String include,
      int threads,
      Map<String, Map<String, List<Double>>> samples)
      throws RunnerException, java.io.IOException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(include)
            .threads(threads)
            .forks(1)
            .warmupIterations(3)
            .warmupTime(TimeValue.milliseconds(500))
            .measurementIterations(3)
            .measurementTime(TimeValue.milliseconds(500));
    Path recording = Files.createTempFile("pair-cost", ".jfr");
    if (!level.equals("off")) {
      Files.delete(recording);
      options =
          options
              .exclude("guava")
              .jvmArgsAppend("-javaagent:" + agent + "=level=" + level + ",out=" + recording);
    }
    for (RunResult result : new Runner(options.build()).run()) {
      String benchmark = result.getPrimaryResult().getLabel();
      int depth = benchmark.charAt(benchmark.length() - 1) - '0';
      samples
          .computeIfAbsent(
              threads == 1 ? benchmark : threads + " threads: " + benchmark,
              key -> new LinkedHashMap<>())
          .computeIfAbsent(level, key -> new ArrayList<>())
          .add(result.getPrimaryResult().getScore() / depth);
    }
    Files.deleteIfExists(recording);
  }

  private static void print(
      Map<String, Map<String, List<Double>>> samples, int rounds, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%nns per acquire+release pair, median of %d rounds, Java %s%n",
        rounds,
        Runtime.version());
    out.printf(
        Locale.ROOT,
        "%-26s %8s %8s %8s %10s %10s%n",
        "",
        "off",
        "graph",
        "trace",
        "graph adds",
        "trace adds");
    samples.forEach(
        (benchmark, byLevel) -> {
          double off = median(byLevel.getOrDefault("off", List.of()));
          if (!byLevel.containsKey("graph")) {
            out.printf(Locale.ROOT, "%-26s %8.1f%n", benchmark, off);
            return;
          }
          double graph = median(byLevel.getOrDefault("graph", List.of()));
          double trace = median(byLevel.getOrDefault("trace", List.of()));
          out.printf(
              Locale.ROOT,
              "%-26s %8.1f %8.1f %8.1f %10.1f %10.1f%n",
              benchmark,
              off,
              graph,
              trace,
              graph - off,
              trace - off);
        });
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
