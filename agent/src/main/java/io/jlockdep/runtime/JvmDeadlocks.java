package io.jlockdep.runtime;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JVM's own deadlock detection, which also knows locks of code that was not woven. This class
 * is loaded only when threads have been blocked for a while, because the module {@code
 * java.management} takes its time and may be missing. Used by the watchdog's thread only.
 */
final class JvmDeadlocks {
  private final ThreadMXBean bean = ManagementFactory.getThreadMXBean();
  private final JvmLocks locks;
  private final JvmMonitors monitors;

  JvmDeadlocks(JvmLocks locks, JvmMonitors monitors) {
    this.locks = locks;
    this.monitors = monitors;
  }

  /**
   * Records the deadlocks that the JVM finds and that are new.
   *
   * @param reported Java thread ids of those in a known deadlock; more are added
   * @param notices gets one for each new deadlock
   */
  boolean report(Set<Long> reported, List<StringBuilder> notices) {
    long[] ids = bean.findDeadlockedThreads();
    if (ids == null) {
      return false;
    }
    Map<Long, ThreadInfo> blocked = new HashMap<>();
    for (ThreadInfo info : bean.getThreadInfo(ids, true, false)) {
      if (info != null && info.getLockInfo() != null) {
        blocked.put(info.getThreadId(), info);
      }
    }
    boolean found = false;
    for (long id : ids) {
      List<ThreadInfo> cycle = cycle(id, blocked);
      if (!cycle.isEmpty() && reported.add(id)) {
        for (ThreadInfo member : cycle) {
          reported.add(member.getThreadId());
        }
        notices.add(record(cycle));
        found = true;
      }
    }
    return found;
  }

  /** From {@code start} on, each waits for the next and the last for the first. */
  private static List<ThreadInfo> cycle(long start, Map<Long, ThreadInfo> blocked) {
    List<ThreadInfo> members = new ArrayList<>();
    ThreadInfo at = blocked.get(start);
    while (at != null && !members.contains(at)) {
      members.add(at);
      at = blocked.get(at.getLockOwnerId());
    }
    return at != null && at.getThreadId() == start ? members : List.of();
  }

  private StringBuilder record(List<ThreadInfo> cycle) {
    Map<Long, HeldLocks> members = heldBy(cycle);
    int deadlock = DeadlockFacts.deadlock("jvm");
    StringBuilder notice = new StringBuilder("deadlock, says the JVM: ");
    for (ThreadInfo info : cycle) {
      HeldLocks held = members.get(info.getThreadId());
      HeldLocks owner = members.get(info.getLockOwnerId());
      LockInfo wanted = info.getLockInfo();
      if (held == null || owner == null || wanted == null) {
        continue; // it has ended since, which a thread in a deadlock does not
      }
      owner.tell();
      StackTraceElement[] frames = info.getStackTrace();
      Held ask = locks.asked(held, wanted, info.getThreadState() == Thread.State.BLOCKED, frames);
      DeadlockFacts.thread(
          deadlock,
          held,
          ask,
          Stacks.withoutOwn(frames),
          Integer.toString(owner.thread),
          entries(held, info.getLockedMonitors(), frames));
      notice.append(info.getThreadName()).append(" waits for ");
      notice.append(LockClass.nameOf(ask.lockClass)).append(" of ");
      notice.append(info.getLockOwnerName()).append("; ");
    }
    return notice;
  }

  /** What it holds: what hooks saw, and after that the monitors that none saw it enter. */
  private Held[] entries(HeldLocks held, MonitorInfo[] owned, StackTraceElement[] frames) {
    Held[] seen = held.snapshot();
    List<Held> all = new ArrayList<>(List.of(seen));
    List<MonitorInfo> unseen = monitors.match(seen, owned);
    for (int i = unseen.size() - 1; i >= 0; i--) {
      all.add(locks.monitor(unseen.get(i), frames, unseen.get(i).getLockedStackDepth()));
    }
    return all.toArray(new Held[0]);
  }

  private static Map<Long, HeldLocks> heldBy(List<ThreadInfo> cycle) {
    Map<Long, HeldLocks> found = new HashMap<>();
    for (@Nullable Thread thread : BlockedThreads.all()) {
      for (ThreadInfo info : cycle) {
        if (thread != null && thread.getId() == info.getThreadId()) {
          found.put(thread.getId(), Threads.of(thread));
        }
      }
    }
    return found;
  }
}
