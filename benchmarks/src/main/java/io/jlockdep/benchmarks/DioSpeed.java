package io.jlockdep.benchmarks;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;

/**
 * Makes a table (Markdown, on stdout) and a picture for each device from what {@code sample-fs
 * speed} has printed: {@code DioSpeed FILE... --pictures DIRECTORY}. Figures are medians of the
 * runs; in parentheses those of the best run, which other work on the machine has disturbed least.
 */
public final class DioSpeed {
  private static final List<String> COLUMNS =
      List.of(
          "device",
          "mode",
          "era",
          "threads",
          "run",
          "operations",
          "seconds",
          "per_second",
          "p50_us",
          "p99_us",
          "lock_wait");

  private record Cell(String device, String mode, String era, int threads) {
    Cell withThreads(int other) {
      return new Cell(device, mode, era, other);
    }
  }

  private record Sample(double perSecond, double p50Micros, double p99Micros, double lockWait) {}

  private final Map<Cell, List<Sample>> samples = new LinkedHashMap<>();

  private DioSpeed() {}

  public static void main(String[] arguments) throws IOException {
    DioSpeed speed = new DioSpeed();
    Path pictures = null;
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].equals("--pictures")) {
        pictures = Path.of(arguments[++i]);
      } else {
        speed.read(Path.of(arguments[i]));
      }
    }
    speed.table();
    if (pictures != null) {
      Files.createDirectories(pictures);
      for (String device : speed.distinct(Cell::device)) {
        speed.picture(device, pictures.resolve("dio-speed-" + device + ".svg"));
      }
    }
  }

  private void read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.get(0).equals(String.join(",", COLUMNS))) {
      throw new IOException(file + ": not what sample-fs speed prints");
    }
    for (String line : lines.subList(1, lines.size())) {
      String[] values = line.split(",");
      samples
          .computeIfAbsent(
              new Cell(values[0], values[1], values[2], Integer.parseInt(values[3])),
              cell -> new ArrayList<>())
          .add(
              new Sample(
                  Double.parseDouble(values[7]),
                  Double.parseDouble(values[8]),
                  Double.parseDouble(values[9]),
                  Double.parseDouble(values[10])));
    }
  }

  private <T> Set<T> distinct(Function<Cell, T> part) {
    Set<T> values = new LinkedHashSet<>();
    samples.keySet().forEach(cell -> values.add(part.apply(cell)));
    return values;
  }

  private double median(Cell cell, ToDoubleFunction<Sample> figure) {
    double[] sorted =
        samples.getOrDefault(cell, List.of()).stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** How much faster than with the least number of threads. */
  private double gain(Cell cell) {
    int least = distinct(Cell::threads).stream().mapToInt(n -> n).min().orElseThrow();
    return median(cell, Sample::perSecond) / median(cell.withThreads(least), Sample::perSecond);
  }

  private double best(Cell cell) {
    return samples.getOrDefault(cell, List.of()).stream()
        .mapToDouble(Sample::perSecond)
        .max()
        .orElse(Double.NaN);
  }

  private double bestGain(Cell cell) {
    int least = distinct(Cell::threads).stream().mapToInt(n -> n).min().orElseThrow();
    return best(cell) / best(cell.withThreads(least));
  }

  private void table() {
    Set<String> eras = distinct(Cell::era);
    StringBuilder head = new StringBuilder("| device | writes | threads |");
    StringBuilder rule = new StringBuilder("|---|---|---:|");
    for (String era : eras) {
      head.append(String.format(" %s: writes/s | gain | p50, ms | p99, ms | lock wait |", era));
      rule.append("---:|---:|---:|---:|---:|");
    }
    System.out.println(head);
    System.out.println(rule);
    for (String device : distinct(Cell::device)) {
      for (String mode : distinct(Cell::mode)) {
        for (int threads : distinct(Cell::threads)) {
          row(new Cell(device, mode, "", threads), eras);
        }
      }
    }
  }

  private void row(Cell without, Set<String> eras) {
    StringBuilder row =
        new StringBuilder(
            String.format("| %s | %s | %d |", without.device(), without.mode(), without.threads()));
    for (String era : eras) {
      Cell cell = new Cell(without.device(), without.mode(), era, without.threads());
      if (!samples.containsKey(cell)) {
        return;
      }
      row.append(
          String.format(
              Locale.ROOT,
              " %.0f (%.0f) | %.2f (%.2f) | %.2f | %.2f | %.0f %% |",
              median(cell, Sample::perSecond),
              best(cell),
              gain(cell),
              bestGain(cell),
              median(cell, Sample::p50Micros) / 1000,
              median(cell, Sample::p99Micros) / 1000,
              median(cell, Sample::lockWait) * 100));
    }
    System.out.println(row);
  }

  /** Gain over threads: a line for each era and kind of write, and one for what is ideal. */
  private void picture(String device, Path file) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(900)
            .height(560)
            .title("Direct writes of 4 KiB within one file, device: " + device)
            .xAxisTitle("threads")
            .yAxisTitle("writes/s of the best run, as a multiple of one thread's")
            .build();
    chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNW);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setYAxisMin(0.0);
    List<Integer> threads = List.copyOf(distinct(Cell::threads));
    chart.addSeries("as many times as threads", threads, threads);
    for (String mode : distinct(Cell::mode)) {
      for (String era : distinct(Cell::era)) {
        List<Integer> xs = new ArrayList<>();
        List<Double> ys = new ArrayList<>();
        for (int count : threads) {
          Cell cell = new Cell(device, mode, era, count);
          if (samples.containsKey(cell)) {
            xs.add(count);
            ys.add(bestGain(cell));
          }
        }
        if (!xs.isEmpty()) {
          chart.addSeries(era + ", " + mode, xs, ys);
        }
      }
    }
    VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
    // It writes all digits of every point of every letter: one behind the point will do.
    String text = Files.readString(file);
    Files.writeString(file, text.replaceAll("(\\.[0-9])[0-9]+", "$1"));
  }
}
