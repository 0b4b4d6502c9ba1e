package io.jlockdep.verifier.read;

import io.jlockdep.verifier.model.Frame;
import io.jlockdep.verifier.model.HeldLock;
import io.jlockdep.verifier.model.How;
import io.jlockdep.verifier.model.LockClass;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.LockKind;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.Operation;
import io.jlockdep.verifier.model.RecordedThread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ids of one recording and what they stand for. */
final class Dictionary {
  /** How the agent names the methods that it adds in place of method references. */
  private static final String BRIDGE = "jlockdep$ref$";

  private final int recording;
  private final RawEvents raw;
  private final Map<String, LockClass> classesByName;
  private final Map<String, LockClass> events = new HashMap<>();
  private final Map<Integer, LockInstance> instances = new HashMap<>();
  private final Map<Integer, RecordedThread> threads = new HashMap<>();
  private final Map<Integer, List<Frame>> stacks = new HashMap<>();
  private final Map<Integer, Frame> sites = new HashMap<>();
  private final Map<HeldText.Entry, HeldLock> heldLocks = new HashMap<>();
  private int eventInstances;

  /**
   * @param classesByName the lock classes of all recordings, which grows as they are met
   */
  Dictionary(int recording, RawEvents raw, Map<String, LockClass> classesByName) {
    this.recording = recording;
    this.raw = raw;
    this.classesByName = classesByName;
    raw.lockClasses.keySet().forEach(this::lockClass);
    raw.instances.values().stream()
        .filter(row -> isEvent(row.lockClass()))
        .forEach(row -> eventInstances++);
  }

  /** The number of the recording. */
  int recording() {
    return recording;
  }

  int instanceCount() {
    long locks =
        instances.values().stream().filter(each -> !events.containsValue(each.lockClass())).count();
    return (int) Math.max(raw.instances.size() - eventInstances, locks);
  }

  int threadCount() {
    return Math.max(raw.threads.size(), threads.size());
  }

  RecordedThread thread(int id) {
    return threads.computeIfAbsent(
        id,
        key -> {
          String name = raw.threads.getOrDefault(key, "");
          return new RecordedThread(recording, key, name.isEmpty() ? "thread #" + key : name);
        });
  }

  /** The instance; {@code lockClass} serves where the instance itself is not described. */
  LockInstance instance(int id, int lockClass) {
    return instances.computeIfAbsent(
        id,
        key -> {
          RawEvents.InstanceRow row =
              raw.instances.getOrDefault(key, new RawEvents.InstanceRow(lockClass, 0));
          return new LockInstance(
              recording,
              key,
              lockClass(row.lockClass()),
              row.permits(),
              raw.releasedElsewhere.contains(key));
        });
  }

  LockClass lockClass(int id) {
    RawEvents.LockClassRow row = raw.lockClasses.get(id);
    if (row == null) {
      String name = "(lock class " + id + " of recording " + recording + ", not described)";
      return classesByName.computeIfAbsent(
          name, key -> new LockClass(key, "type", LockKind.LOCK, true, true, ""));
    }
    return (isEvent(id) ? events : classesByName)
        .computeIfAbsent(
            row.name(),
            key ->
                new LockClass(
                    key,
                    row.origin(),
                    LockKind.of(row.kind()),
                    row.reentrant(),
                    row.general(),
                    row.type()));
  }

  /** Whether what has this class is only waited for, and no lock. */
  private boolean isEvent(int lockClass) {
    RawEvents.LockClassRow row = raw.lockClasses.get(lockClass);
    return row != null && LockKind.of(row.kind()) == LockKind.EVENT;
  }

  /** The kind of an instance, in the words of the format; empty if it is not described. */
  String kindOf(int instance) {
    RawEvents.InstanceRow row = raw.instances.get(instance);
    RawEvents.LockClassRow type = row == null ? null : raw.lockClasses.get(row.lockClass());
    return type == null ? "" : type.kind();
  }

  Frame site(int id) {
    return sites.computeIfAbsent(
        id,
        key -> {
          RawEvents.SiteRow row = raw.sites.get(key);
          return row == null
              ? Frame.UNKNOWN
              : new Frame(row.className().replace('/', '.'), row.method(), row.file(), row.line());
        });
  }

  List<Frame> stack(int id) {
    return stacks.computeIfAbsent(id, key -> frames(raw.stacks.getOrDefault(key, "")));
  }

  private static List<Frame> frames(String text) {
    List<Frame> frames = new ArrayList<>();
    for (String line : text.split("\n")) {
      String[] parts = line.split("\\|", -1);
      if (parts.length >= 4 && !parts[1].startsWith(BRIDGE)) {
        frames.add(new Frame(parts[0].replace('/', '.'), parts[1], parts[2], line(parts[3])));
      }
    }
    return List.copyOf(frames);
  }

  private static int line(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  Operation operation(int id) {
    RawEvents.OperationRow row = raw.operations.get(id);
    return row == null
        ? new Operation("(operation " + id + ", not described)", "")
        : new Operation(row.name(), row.method());
  }

  List<Operation> operations(String ids) {
    return HeldText.ids(ids).stream().map(this::operation).toList();
  }

  List<HeldLock> held(String text) {
    return HeldText.parse(text).stream()
        .map(entry -> heldLocks.computeIfAbsent(entry, this::heldLock))
        .toList();
  }

  private HeldLock heldLock(HeldText.Entry entry) {
    return new HeldLock(
        instance(entry.instance(), entry.lockClass()),
        mode(entry.mode()),
        how(entry.how()),
        site(entry.site()),
        stack(entry.stack()),
        entry.exact());
  }

  static Mode mode(String word) {
    return word.startsWith("s") ? Mode.SHARED : Mode.EXCLUSIVE;
  }

  static How how(String word) {
    return switch (word) {
      case "interruptible", "i" -> How.INTERRUPTIBLE;
      case "timed", "t" -> How.TIMED;
      case "try", "y" -> How.TRY;
      case "reacquire", "r" -> How.REACQUIRE;
      default -> How.BLOCKING;
    };
  }
}
