package io.jlockdep.verifier.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import one.convert.Arguments;
import one.convert.CallStack;
import one.convert.FlameGraph;
import one.convert.Frame;

/** Draws flame graphs by the renderer of async-profiler's converter. */
final class FlamePage {
  private FlamePage() {}

  static void write(String title, List<FlameStack> stacks, OutputStream out) throws IOException {
    graph(title, stacks, false).dump(out);
  }

  static void writeDifference(
      String title, List<FlameStack> stacks, List<FlameStack> before, OutputStream out)
      throws IOException {
    String both = title + ", compared with the baseline";
    FlameGraph graph = graph(both, stacks, true);
    graph.diff(graph(both, before, true));
    graph.dump(out);
  }

  private static FlameGraph graph(String title, List<FlameStack> stacks, boolean diff) {
    Arguments arguments = new Arguments();
    arguments.title = title;
    arguments.diff = diff;
    arguments.minwidth = 0; // a page that leaves something out would not say so
    FlameGraph graph = new FlameGraph(arguments);
    CallStack callStack = new CallStack();
    for (FlameStack stack : stacks) {
      callStack.clear();
      for (FlameStack.Level level : stack.levels()) {
        callStack.push(
            level.text(), level.frame().isPresent() ? Frame.TYPE_JIT_COMPILED : Frame.TYPE_KERNEL);
      }
      graph.addSample(callStack, stack.nanos());
    }
    return graph;
  }
}
