package io.jlockdep.runtime;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks every half second for threads that can never go on: the daemon thread "jlockdep watchdog".
 * A thread counts as stuck when it has asked for the same lock since the last look.
 */
final class Watchdog implements Runnable {
  /** The exit code of a JVM that was told to halt on a deadlock. */
  private static final int HALTED = 86;

  private static final long TICK_NANOS = 500_000_000L;

  /**
   * Ask the JVM, too, when some threads have been blocked for so many looks; then every so many.
   */
  private static final int FIRST_JVM_TICK = 2;

  private static final int JVM_TICKS = 4;

  /**
   * A JVM that is to be halted gets so many looks after its last deadlock, so that the others that
   * are on their way are seen too.
   */
  private static final int HALT_TICKS = 3;

  private final Recorder recorder;
  private final boolean haltOnDeadlock;
  private final BlockedThreads blocked = new BlockedThreads();
  private final Quiescence quiescence = new Quiescence();
  private final JvmLocks locks = new JvmLocks();
  private @Nullable JvmMonitors monitors;
  private @Nullable JvmDeadlocks jvm;
  private boolean hasManagement = true;
  private final Set<Long> reportedByJvm = new HashSet<>();
  private final List<StringBuilder> notices = new ArrayList<>();
  private int blockedTicks;
  private boolean deadlockSeen;
  private int quietTicks;

  Watchdog(Recorder recorder, boolean haltOnDeadlock) {
    this.recorder = recorder;
    this.haltOnDeadlock = haltOnDeadlock;
  }

  @Override
  @SuppressWarnings("InfiniteLoopStatement")
  public void run() {
    Threads.current().guardOn();
    while (true) {
      LockSupport.parkNanos(this, TICK_NANOS);
      try {
        Threads.sweep();
        Instances.sweep();
        LoaderSites.sweep();
        MapBins.sweep();
        OpenFiles.sweep();
        Awaited.sweep();
        Tasks.sweep();
        look();
      } catch (Throwable t) {
        Facts.lost(t);
      }
    }
  }

  private void look() {
    WeakNode[] all = Threads.TABLE.snapshot();
    List<StuckThread> stuck = new ArrayList<>();
    for (WeakNode node : all) {
      HeldLocks held = (HeldLocks) node;
      int progress = held.progress();
      boolean unchanged = progress == held.progressWhenSeen;
      held.progressWhenSeen = progress;
      boolean asks = held.asking || held.pending != null;
      StuckThread found = asks && unchanged ? StuckThread.of(held, progress) : null;
      if (found == null) {
        found = EventWaits.stuck(held);
      }
      if (found != null) {
        stuck.add(found);
      } else {
        bury(held);
      }
    }
    boolean reported = false;
    boolean quiet = isQuiet(stuck);
    if (!stuck.isEmpty()) {
      resolve(stuck);
      for (List<StuckThread> members : new WaitGraph(stuck, quiet).deadlocks()) {
        reported |= report(members);
      }
    }
    blockedTicks = blocked.look() < 2 ? 0 : blockedTicks + 1;
    if (!reported
        && (blockedTicks == FIRST_JVM_TICK
            || (blockedTicks > 0 && blockedTicks % JVM_TICKS == 0))) {
      reported = askJvm();
    }
    if (reported) {
      recorder.write("deadlock");
      for (StringBuilder notice : notices) {
        Control.say(notice.append("recording ").append(recorder.fileName()).toString());
      }
      notices.clear();
      quietTicks = 0;
    } else if (haltOnDeadlock && deadlockSeen && ++quietTicks == HALT_TICKS) {
      recorder.write("deadlock");
      Runtime.getRuntime().halt(HALTED);
    }
  }

  /** Asked only where something depends on it. */
  private boolean isQuiet(List<StuckThread> stuck) {
    if (EventWaits.hasCount(stuck)) {
      return quiescence.look();
    }
    quiescence.forget();
    return false;
  }

  /** Lets go of what a thread that has ended left behind. */
  private static void bury(HeldLocks held) {
    Thread thread = (Thread) held.get();
    if (thread != null && !held.isBuried && thread.getState() == Thread.State.TERMINATED) {
      held.isBuried = true;
      Misuses.ended(held);
      held.ended();
    }
  }

  private boolean report(List<StuckThread> members) {
    for (StuckThread member : members) {
      if (member.held.progressWhenReported == member.held.progress()) {
        return false;
      }
    }
    int deadlock =
        DeadlockFacts.deadlock(EventWaits.hasCount(members) ? "quiescence" : "held-locks");
    StringBuilder notice = new StringBuilder("deadlock: ");
    for (StuckThread member : members) {
      member.held.progressWhenReported = member.held.progress();
      reportedByJvm.add(member.thread.getId());
      StringBuilder ids = new StringBuilder();
      StringBuilder names = new StringBuilder();
      for (StuckThread blocker : member.blockers) {
        if (blocker.suspected) {
          ids.append(ids.length() == 0 ? "" : ",").append(blocker.held.thread);
          names.append(names.length() == 0 ? "" : ", ");
          names.append(blocker == member ? "itself" : nameOf(blocker.thread));
        }
      }
      DeadlockFacts.thread(
          deadlock, member.held, member.ask, member.frames, ids.toString(), member.entries);
      notice.append(nameOf(member.thread)).append(" waits for ");
      notice.append(LockClass.nameOf(member.ask.lockClass)).append(" of ").append(names);
      notice.append("; ");
    }
    notices.add(notice);
    deadlockSeen = true;
    return true;
  }

  /** A lone thread can be stuck only by itself, which a monitor cannot do. */
  private void resolve(List<StuckThread> stuck) {
    boolean resolved = true;
    for (StuckThread each : stuck) {
      resolved &= each.isResolved();
    }
    if (!resolved && stuck.size() > 1 && hasManagement) {
      try {
        jvmMonitors().resolve(stuck);
      } catch (LinkageError e) {
        hasManagement = false; // the JVM runs without the module java.management
      }
    }
  }

  private JvmMonitors jvmMonitors() {
    JvmMonitors known = monitors;
    if (known == null) {
      known = new JvmMonitors(locks);
      monitors = known;
    }
    return known;
  }

  /** Virtual threads have no name unless they are given one. */
  private static String nameOf(Thread thread) {
    String name = thread.getName();
    return name.isEmpty() ? "thread #".concat(Long.toString(thread.getId())) : name;
  }

  private boolean askJvm() {
    if (!hasManagement) {
      return false;
    }
    try {
      JvmDeadlocks detector = jvm;
      if (detector == null) {
        detector = new JvmDeadlocks(locks, jvmMonitors());
        jvm = detector;
      }
      boolean reported = detector.report(reportedByJvm, notices);
      deadlockSeen |= reported;
      return reported;
    } catch (LinkageError e) {
      hasManagement = false; // the JVM runs without the module java.management
      return false;
    }
  }
}
