package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Frame;
import io.jlockdep.verifier.model.Holder;
import io.jlockdep.verifier.model.LockClass;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.Sync;
import io.jlockdep.verifier.model.WaitShare;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where time went, as flame graphs whose weights are nanoseconds.
 *
 * <ul>
 *   <li>waiting, by waiter: the stack that waited, and on it the lock;
 *   <li>waiting, by holder: the lock, on it the stack that held it, and on that the innermost
 *       frames of who waited meanwhile, with the innermost at the bottom;
 *   <li>holding: the stack that held, and on it the lock;
 *   <li>syncing: the stack that waited for the disk, and on it the kind of sync.
 * </ul>
 */
public final class FlameGraphs {
  /** Of a waiter so many stand above the stack that kept it waiting, innermost first. */
  private static final int WAITER_FRAMES = 3;

  private final String title;
  private final boolean waits;
  private final List<FlameStack> stacks;

  private FlameGraphs(String title, boolean waits, List<FlameStack> stacks) {
    this.title = title;
    this.waits = waits;
    this.stacks = stacks;
  }

  /** Waiting for locks, under the stacks that waited. */
  public static FlameGraphs waitsByWaiter(Model model) {
    Names names = new Names(model);
    List<FlameStack> stacks = new ArrayList<>();
    for (WaitShare each : model.incidents().contention().waits()) {
      List<FlameStack.Level> levels = FlameStack.levels(each.waiter());
      levels.add(lock(names, each.lockClass(), each.waiterMode()));
      add(stacks, levels, each.lockClass().name(), each.totalNanos());
    }
    return new FlameGraphs("Waiting for locks, by waiter (nanoseconds)", true, stacks);
  }

  /** Waiting for locks, under the stacks that held them meanwhile. */
  public static FlameGraphs waitsByHolder(Model model) {
    Names names = new Names(model);
    List<FlameStack> stacks = new ArrayList<>();
    for (WaitShare each : model.incidents().contention().waits()) {
      List<FlameStack.Level> levels = new ArrayList<>();
      levels.add(FlameStack.Level.label(names.of(each.lockClass())));
      if (each.holder() == Holder.STACK) {
        levels.addAll(FlameStack.levels(each.holderStack()));
      } else {
        levels.add(FlameStack.Level.label(each.holder().word()));
      }
      levels.add(FlameStack.Level.label("kept waiting, " + each.waiterMode().word()));
      each.waiter().stream().limit(WAITER_FRAMES).map(FlameStack.Level::of).forEach(levels::add);
      add(stacks, levels, each.lockClass().name(), each.totalNanos());
    }
    return new FlameGraphs("Waiting for locks, by holder (nanoseconds)", true, stacks);
  }

  /** Holding locks, under the stacks that held them. */
  public static FlameGraphs holds(Model model) {
    Names names = new Names(model);
    List<FlameStack> stacks = new ArrayList<>();
    model
        .incidents()
        .contention()
        .holds()
        .forEach(
            each -> {
              List<FlameStack.Level> levels = FlameStack.levels(each.stack());
              levels.add(lock(names, each.lockClass(), each.mode()));
              add(stacks, levels, each.lockClass().name(), each.totalNanos());
            });
    return new FlameGraphs("Holding locks (nanoseconds)", false, stacks);
  }

  /** Waiting for the disk, under the stacks that waited. */
  public static FlameGraphs syncs(Model model) {
    List<FlameStack> stacks = new ArrayList<>();
    for (Sync each : model.syncs()) {
      List<Frame> frames = each.stack().isEmpty() ? List.of(each.site()) : each.stack();
      List<FlameStack.Level> levels = FlameStack.levels(frames);
      levels.add(FlameStack.Level.label(each.kind()));
      add(stacks, levels, each.kind(), each.durationNanos());
    }
    return new FlameGraphs("Waiting for the disk (nanoseconds)", false, stacks);
  }

  /** Whether there is nothing to draw. */
  public boolean isEmpty() {
    return stacks.isEmpty();
  }

  /** All nanoseconds. */
  public long total() {
    return stacks.stream().mapToLong(FlameStack::nanos).sum();
  }

  /** One line for each stack: its levels, a blank, nanoseconds. */
  public void writeCollapsed(Writer out) throws IOException {
    for (Map.Entry<String, Long> each : collapsed().entrySet()) {
      out.write(each.getKey() + " " + each.getValue() + "\n");
    }
  }

  /** The same with two numbers: those of {@code before} and of this one. */
  public void writeCollapsed(Writer out, FlameGraphs before) throws IOException {
    Map<String, Long> old = before.collapsed();
    Map<String, Long> now = collapsed();
    TreeMap<String, Long> all = new TreeMap<>(old);
    all.putAll(now);
    for (String path : all.keySet()) {
      out.write(path + " " + old.getOrDefault(path, 0L) + " " + now.getOrDefault(path, 0L) + "\n");
    }
  }

  /** As a page that needs no network. */
  public void writeHtml(OutputStream out) throws IOException {
    FlamePage.write(title, stacks, out);
  }

  /** The same, coloured by how much more or less than in {@code before} each frame has. */
  public void writeHtml(OutputStream out, FlameGraphs before) throws IOException {
    FlamePage.writeDifference(title, stacks, before.stacks, out);
  }

  /**
   * As a JFR file: an event for each stack, as long as its weight. Waits are {@code
   * jdk.JavaMonitorEnter}, all else is {@code jdk.MethodTrace}.
   */
  public void writeJfr(OutputStream out) throws IOException {
    if (waits) {
      FlameRecording.writeWaits(stacks, out);
    } else {
      FlameRecording.writeTraces(stacks, out);
    }
  }

  private Map<String, Long> collapsed() {
    Map<String, Long> sums = new TreeMap<>();
    stacks.forEach(each -> sums.merge(each.path(), each.nanos(), Long::sum));
    return sums;
  }

  private static void add(
      List<FlameStack> stacks, List<FlameStack.Level> levels, String what, long nanos) {
    if (nanos > 0) {
      stacks.add(new FlameStack(levels, what, nanos));
    }
  }

  private static FlameStack.Level lock(Names names, LockClass lockClass, Mode mode) {
    return FlameStack.Level.label(names.of(lockClass) + ", " + mode.word());
  }
}
