package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the stacks of a flame graph as events of a JFR file, one after the other, each as long as
 * its weight.
 *
 * <p>JFR's own interface takes no stack but that of the caller, and what the writer of JMC 9.1.2
 * writes is read by JMC alone. The converter of async-profiler knows the fields of events and
 * constants by their order, which is that of the JDK here.
 */
final class FlameRecording {
  private static final String THREAD = "java.lang.Thread";
  private static final String CLASS = "java.lang.Class";
  private static final String LOADER = "jdk.types.ClassLoader";
  private static final String PACKAGE = "jdk.types.Package";
  private static final String SYMBOL = "jdk.types.Symbol";
  private static final String METHOD = "jdk.types.Method";
  private static final String FRAME_TYPE = "jdk.types.FrameType";
  private static final String FRAME = "jdk.types.StackFrame";
  private static final String TRACE = "jdk.types.StackTrace";
  private static final String LABEL = "jdk.jfr.Label";
  private static final String TIMESTAMP = "jdk.jfr.Timestamp";
  private static final String TIMESPAN = "jdk.jfr.Timespan";

  private static final int METADATA = 0;
  private static final int CHECKPOINT = 1;
  private static final int HEADER = 68;
  private static final long TICKS_PER_SECOND = 1_000_000_000L;
  private static final int FINISHED_COMPRESSED = 3;
  private static final int ALL_THREADS = 1;
  private static final int OF_PROGRAM = 1;
  private static final int OF_LABELS = 2;
  private static final int PUBLIC = 1;

  private final JfrTypes types = new JfrTypes();
  private final Map<String, Map<List<Object>, Integer>> pools = new LinkedHashMap<>();
  private final Map<String, JfrBytes> constants = new LinkedHashMap<>();
  private final JfrBytes events = new JfrBytes();
  private final int waitEvent;
  private final int traceEvent;
  private long now = 1;

  private FlameRecording() {
    for (String name : List.of("int", "long", "boolean", "java.lang.String")) {
      types.type(name, "");
    }
    describeConstants();
    waitEvent = event("jdk.JavaMonitorEnter", "Java Monitor Blocked");
    traceEvent = event("jdk.MethodTrace", "Method Trace");
    frameTypes();
  }

  /** Waits for locks: {@code jdk.JavaMonitorEnter}. */
  static void writeWaits(List<FlameStack> stacks, OutputStream out) throws IOException {
    FlameRecording recording = new FlameRecording();
    stacks.forEach(recording::addWait);
    recording.write(out);
  }

  /** Anything else: {@code jdk.MethodTrace}, of the innermost level. */
  static void writeTraces(List<FlameStack> stacks, OutputStream out) throws IOException {
    FlameRecording recording = new FlameRecording();
    stacks.forEach(recording::addTrace);
    recording.write(out);
  }

  private void addWait(FlameStack stack) {
    JfrBytes body = begin(waitEvent, stack.nanos()).number(ALL_THREADS).number(trace(stack));
    body.number(type(stack.what())).number(ALL_THREADS).number(0);
    events.sized(body);
    now += stack.nanos();
  }

  private void addTrace(FlameStack stack) {
    FlameStack.Level innermost = stack.levels().get(stack.levels().size() - 1);
    JfrBytes body = begin(traceEvent, stack.nanos()).number(ALL_THREADS).number(trace(stack));
    events.sized(body.number(method(innermost)));
    now += stack.nanos();
  }

  /** What every event begins with. */
  private JfrBytes begin(int event, long duration) {
    return new JfrBytes().number(event).number(now).number(duration);
  }

  private void write(OutputStream out) throws IOException {
    JfrBytes chunk = new JfrBytes();
    chunk.sized(begin(METADATA, 0).number(1).append(types.bytes()));
    int checkpointAt = HEADER + chunk.length();
    chunk.sized(checkpoint());
    JfrBytes header = new JfrBytes();
    header.fixed('F' << 24 | 'L' << 16 | 'R' << 8, 4).fixed(2, 2).fixed(1, 2);
    header.fixed((long) HEADER + chunk.length() + events.length(), 8);
    header.fixed(checkpointAt, 8).fixed(HEADER, 8);
    header.fixed(System.currentTimeMillis() * 1_000_000L, 8).fixed(now, 8).fixed(0, 8);
    header.fixed(TICKS_PER_SECOND, 8).fixed(FINISHED_COMPRESSED, 4);
    out.write(header.toBytes());
    out.write(chunk.toBytes());
    out.write(events.toBytes());
  }

  private JfrBytes checkpoint() {
    JfrBytes body = begin(CHECKPOINT, 0).number(0).flag(false).number(pools.size() + 1);
    body.number(types.id(THREAD)).number(1).number(ALL_THREADS);
    body.text("all threads").number(0).text("all threads").number(1);
    constants.forEach(
        (type, bytes) -> {
          int count = pools.getOrDefault(type, Map.of()).size();
          body.number(types.id(type)).number(count).append(bytes);
        });
    return body;
  }

  // Types

  private void describeConstants() {
    for (String annotation : List.of(LABEL, TIMESTAMP, TIMESPAN)) {
      JfrTypes.Element type = types.type(annotation, "java.lang.annotation.Annotation");
      types.field(type, "value", "java.lang.String");
    }
    JfrTypes.Element thread = types.type(THREAD, "");
    types.field(thread, "osName", "java.lang.String");
    types.field(thread, "osThreadId", "long");
    types.field(thread, "javaName", "java.lang.String");
    types.field(thread, "javaThreadId", "long");
    JfrTypes.Element type = types.type(CLASS, "");
    types.constant(type, "classLoader", LOADER);
    types.constant(type, "name", SYMBOL);
    types.constant(type, "package", PACKAGE);
    types.field(type, "modifiers", "int");
    types.field(type, "hidden", "boolean");
    for (String named : List.of(LOADER, PACKAGE)) {
      types.constant(types.type(named, ""), "name", SYMBOL);
    }
    types.field(types.type(SYMBOL, "").set("simpleType", "true"), "string", "java.lang.String");
    JfrTypes.Element method = types.type(METHOD, "");
    types.constant(method, "type", CLASS);
    types.constant(method, "name", SYMBOL);
    types.constant(method, "descriptor", SYMBOL);
    types.field(method, "modifiers", "int");
    types.field(method, "hidden", "boolean");
    JfrTypes.Element kind = types.type(FRAME_TYPE, "").set("simpleType", "true");
    types.field(kind, "description", "java.lang.String");
    JfrTypes.Element frame = types.type(FRAME, "");
    types.constant(frame, "method", METHOD);
    types.field(frame, "lineNumber", "int");
    types.field(frame, "bytecodeIndex", "int");
    types.constant(frame, "type", FRAME_TYPE);
    JfrTypes.Element trace = types.type(TRACE, "");
    types.field(trace, "truncated", "boolean");
    types.field(trace, "frames", FRAME).set("dimension", "1");
  }

  private int event(String name, String label) {
    JfrTypes.Element event = types.type(name, "jdk.jfr.Event");
    types.annotate(event, LABEL, label);
    JfrTypes.Element start = types.field(event, "startTime", "long");
    types.annotate(start, LABEL, "Start Time");
    types.annotate(start, TIMESTAMP, "TICKS");
    JfrTypes.Element duration = types.field(event, "duration", "long");
    types.annotate(duration, LABEL, "Duration");
    types.annotate(duration, TIMESPAN, "TICKS");
    types.annotate(types.constant(event, "eventThread", THREAD), LABEL, "Event Thread");
    types.annotate(types.constant(event, "stackTrace", TRACE), LABEL, "Stack Trace");
    if (name.equals("jdk.MethodTrace")) {
      types.annotate(types.constant(event, "method", METHOD), LABEL, "Method");
    } else {
      types.annotate(types.constant(event, "monitorClass", CLASS), LABEL, "Monitor Class");
      types.annotate(
          types.constant(event, "previousOwner", THREAD), LABEL, "Previous Monitor Owner");
      types.annotate(types.field(event, "address", "long"), LABEL, "Monitor Address");
    }
    return types.id(name);
  }

  // Constants: each is written once, and from then on it is its number

  private int constant(String type, List<Object> value, JfrBytes bytes) {
    Map<List<Object>, Integer> pool = pools.computeIfAbsent(type, key -> new LinkedHashMap<>());
    Integer known = pool.get(value);
    if (known == null) {
      known = pool.size() + 1;
      pool.put(value, known);
      constants.computeIfAbsent(type, key -> new JfrBytes()).number(known).append(bytes);
    }
    return known;
  }

  private void frameTypes() {
    constant(FRAME_TYPE, List.of(OF_PROGRAM), new JfrBytes().text("JIT compiled"));
    constant(FRAME_TYPE, List.of(OF_LABELS), new JfrBytes().text("Kernel"));
  }

  private int trace(FlameStack stack) {
    List<FlameStack.Level> levels = stack.levels();
    List<Object> key = new ArrayList<>();
    JfrBytes bytes = new JfrBytes().flag(false).number(levels.size());
    for (int i = levels.size() - 1; i >= 0; i--) {
      FlameStack.Level level = levels.get(i);
      int method = method(level);
      int line = Math.max(0, level.frame().map(Frame::line).orElse(0));
      key.add(method);
      key.add(line);
      boolean isLabel = level.frame().isEmpty();
      bytes.number(method).number(line).number(0).number(isLabel ? OF_LABELS : OF_PROGRAM);
    }
    return constant(TRACE, key, bytes);
  }

  /** A label is a method of no class. */
  private int method(FlameStack.Level level) {
    int type = type(level.frame().map(Frame::className).orElse(""));
    int name = symbol(level.frame().map(Frame::method).orElse(level.text()));
    int descriptor = symbol("()V");
    JfrBytes bytes = new JfrBytes().number(type).number(name).number(descriptor);
    return constant(METHOD, List.of(type, name), bytes.number(PUBLIC).flag(false));
  }

  private int type(String name) {
    int symbol = symbol(name.replace('.', '/'));
    JfrBytes bytes = new JfrBytes().number(0).number(symbol).number(0).number(PUBLIC).flag(false);
    return constant(CLASS, List.of(symbol), bytes);
  }

  private int symbol(String text) {
    return constant(SYMBOL, List.of(text), new JfrBytes().text(text));
  }
}
