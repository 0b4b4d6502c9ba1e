package io.jlockdep.runtime;

import io.jlockdep.runtime.event.Entry;
import io.jlockdep.runtime.event.SelfCheckEvent;
import io.jlockdep.runtime.event.SkippedEvent;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What the agent tells the runtime: where to record, what the weaver found, what the spec file
 * declares. Called by the agent's own threads and by class transformation on any thread; all
 * methods may be called concurrently, and none throws.
 */
public final class Control {
  /** Whether hooks do anything. Read without a fence by every hook. */
  static boolean on;

  /** Whether every acquisition is recorded. */
  static boolean trace;

  /** Whether waits and holds are timed. */
  static boolean contention;

  static boolean verbose;

  private static final AtomicLong SEEN = new AtomicLong();
  private static final AtomicLong WOVEN = new AtomicLong();

  /** More names than this are not told apart. */
  private static final int MAX_SKIPPED = 1 << 16;

  /** Names of classes of which at least a part could not be woven; guarded by itself. */
  private static final Set<String> SKIPPED = new HashSet<>();

  private static int operations;
  private static volatile long pid;

  private Control() {}

  /**
   * Begins the recording, in the background; call it before anything else. Hooks do nothing until
   * {@link #enable}.
   *
   * @param out path of the recording
   * @param specText the spec file's whole text, or empty
   * @param command what the JVM was asked to run
   * @return null, or why {@code out} cannot be written (nothing was begun then)
   */
  public static @Nullable String start(
      String out,
      boolean traceLevel,
      boolean haltOnDeadlock,
      boolean verboseOutput,
      String specFile,
      String specText,
      String agentVersion,
      String command) {
    RecordingFile file = new RecordingFile(out);
    String problem = file.problem();
    if (problem != null) {
      return problem;
    }
    trace = traceLevel;
    verbose = verboseOutput;
    RecordingHeader header = new RecordingHeader(agentVersion, command, specFile, specText);
    Recorder.start(file, header, haltOnDeadlock);
    return null;
  }

  /** What the process id is, if the caller knows; before {@link #start}. */
  public static void processId(long id) {
    pid = id;
  }

  /** Waits and holds are timed, from the first on; before {@link #start}. */
  public static void measureContention() {
    contention = true;
  }

  static long processId() {
    if (pid == 0) {
      pid = ProcessHandle.current().pid();
    }
    return pid;
  }

  /**
   * What hooks of locks may need for the first time where a stack is nearly used up: a class whose
   * initialiser fails there can never be used again.
   */
  private static final Class<?>[] NEEDED = {
    Blame.class,
    Graph.class,
    HeldView.class,
    LiveMonitors.class,
    LockViews.class,
    LongTable.class,
    MisuseFact.class,
    Misuses.class,
    OwnedLocks.class,
    SettledLock.class,
    SettledMonitor.class,
    Settling.class,
    Stacks.class,
    Waiting.class,
    WitnessBudget.class,
    WitnessFact.class
  };

  /** The same, of hooks that time what they see. */
  private static final Class<?>[] NEEDED_BY_TIMING = {
    Contention.class,
    Durations.class,
    HoldRing.class,
    RecentHolds.class,
    TimeSums.class,
    TimeTables.LockTimes.class,
    TimeTables.class,
    TimedStacks.class,
    WaitSplit.class
  };

  /** From now on hooks record. */
  public static void enable() {
    initialize(NEEDED);
    if (contention) {
      initialize(NEEDED_BY_TIMING);
    }
    on = true;
  }

  private static void initialize(Class<?>[] types) {
    for (Class<?> needed : types) {
      try {
        Class.forName(needed.getName(), true, Control.class.getClassLoader());
      } catch (ClassNotFoundException e) {
        throw new NoClassDefFoundError(needed.getName());
      }
    }
  }

  /** The calling thread is the one that will run {@code main}; it is followed closely. */
  public static void followMain() {
    try {
      Tasks.follow(Threads.current(), Facts.nextSequence());
    } catch (Throwable t) {
      Facts.lost(t);
    }
  }

  /** The agent gives up: hooks do nothing from now on. One line on standard error says why. */
  public static void failed(String why) {
    on = false;
    say(why);
  }

  /**
   * The places in a class that is about to be woven.
   *
   * @param loader null for a class of the JDK
   * @param className with dots
   */
  public static ClassSites sites(@Nullable ClassLoader loader, String className, byte[] classFile) {
    return new ClassSites(loader, className, classFile);
  }

  /** A name that the spec file gives to a field; the id is for {@link Hooks#stored}. */
  public static int lockName(String declaredName) {
    return Instances.addName(declaredName);
  }

  /**
   * A name that the spec file gives to every lock or monitor of a type. Before it is first used.
   */
  public static void declareType(String typeName, String lockName) {
    TypeKey.declare(typeName, lockName);
  }

  /**
   * A method of a lock type of the spec file; the id is for the {@code declared} hooks.
   *
   * @param mode {@code exclusive} or {@code shared}
   * @param kind {@code acquire}, {@code try} or {@code release}
   */
  public static int declaration(
      String type, String methodAndDescriptor, boolean reentrant, String mode, String kind) {
    LockKind lockKind = reentrant ? LockKind.DECLARED_REENTRANT : LockKind.DECLARED;
    Instances.declareType(type, lockKind);
    int number = "shared".equals(mode) ? Acquire.SHARED : Acquire.EXCLUSIVE;
    return DeclaredLocks.add(
        new Declaration(type, methodAndDescriptor, lockKind, number, "try".equals(kind)));
  }

  /** A declared operation; the id is for {@link Hooks#operationBegin}. */
  public static synchronized int operation(String name, String method) {
    int id = ++operations;
    Facts.add(new Operation(id, name, method));
    return id;
  }

  /** A declared event; the id is for {@link EventHooks}. */
  public static int event(String name, String method, int values) {
    return EventHooks.add(name, method, values);
  }

  /** A declared wait; the id is for {@link CountHooks}. */
  public static int countedWait(String name) {
    return CountHooks.add(name);
  }

  /**
   * The calling thread begins or ends to weave a class: its hooks do nothing meanwhile. Nests; must
   * be balanced.
   */
  public static void weaving(boolean begin) {
    HeldLocks held = Threads.current();
    if (begin) {
      held.guardOn();
    } else {
      held.guardOff();
    }
  }

  /** A class went past the weaver. */
  public static void classSeen() {
    SEEN.incrementAndGet();
  }

  /** A class was changed. */
  public static void classWoven() {
    WOVEN.incrementAndGet();
  }

  /** A class, or the method of it that the reason names, could not be woven and runs as it was. */
  public static void classSkipped(String className, String reason) {
    synchronized (SKIPPED) {
      if (SKIPPED.size() < MAX_SKIPPED) {
        SKIPPED.add(className);
      }
    }
    Facts.add(new Skipped(className, reason));
  }

  /** The calling thread begins or ends the self-check, of which the recording shall say nothing. */
  public static void probing(boolean begin) {
    Threads.current().careful(HeldStack.PROBING, begin);
  }

  /** How many acquisitions the hooks have seen the calling thread make. */
  public static long acquisitionsSeenByThisThread() {
    return Threads.current().acquisitions;
  }

  /** The outcome of a provoked acquisition. */
  public static void selfCheck(String primitive, boolean ok, String detail) {
    Facts.add(new SelfCheck(primitive, ok, detail));
  }

  /** Writes the recording as it is now, and waits for that; for tests and tools. */
  public static void checkpoint() {
    Recorder.checkpoint();
  }

  /** The path of the recording; empty if there is none. */
  public static String recording() {
    return Recorder.currentFile();
  }

  /**
   * Grows with everything that is recorded; for tools that judge often. At level {@code trace} it
   * also grows with what is not.
   */
  public static long progress() {
    return trace ? Facts.sequence() : Facts.added();
  }

  /**
   * The calling thread begins or ends work that is not the program's, such as judging: its hooks do
   * nothing meanwhile. Nests; must be balanced.
   */
  public static void aside(boolean begin) {
    weaving(begin);
  }

  static long classesSeen() {
    return SEEN.get();
  }

  static long classesWoven() {
    return WOVEN.get();
  }

  /** How many classes could not be woven, wholly or in part. */
  static long classesSkipped() {
    synchronized (SKIPPED) {
      return SKIPPED.size();
    }
  }

  /** One line on standard error. */
  @SuppressWarnings("SystemOut")
  static void say(String line) {
    System.err.println("jlockdep: ".concat(line));
  }

  private static final class Skipped extends Fact {
    private final String className;
    private final String reason;

    Skipped(String className, String reason) {
      this.className = className;
      this.reason = reason;
    }

    @Override
    Entry event() {
      SkippedEvent event = new SkippedEvent();
      event.className = className;
      event.reason = reason;
      return event;
    }
  }

  private static final class SelfCheck extends Fact {
    private final String primitive;
    private final boolean ok;
    private final String detail;

    SelfCheck(String primitive, boolean ok, String detail) {
      this.primitive = primitive;
      this.ok = ok;
      this.detail = detail;
    }

    @Override
    Entry event() {
      SelfCheckEvent event = new SelfCheckEvent();
      event.primitive = primitive;
      event.ok = ok;
      event.detail = detail;
      return event;
    }
  }
}
