package io.jlockdep.runtime;

import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/**
 * What the JVM knows of the monitors of other threads, whose short entries do not name the object.
 * Used by the watchdog's thread only, and loaded only when threads seem stuck, because the module
 * {@code java.management} takes its time. Platform threads only: virtual ones have long entries.
 */
final class JvmMonitors {
  private final ThreadMXBean bean = ManagementFactory.getThreadMXBean();
  private final JvmLocks locks;

  JvmMonitors(JvmLocks locks) {
    this.locks = locks;
  }

  /** Gives the monitors that stuck threads hold and ask for their instances. */
  void resolve(List<StuckThread> stuck) {
    long[] ids = new long[stuck.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = stuck.get(i).thread.getId();
    }
    for (ThreadInfo info : bean.getThreadInfo(ids, true, false)) {
      for (StuckThread each : stuck) {
        if (info != null && info.getThreadId() == each.thread.getId()) {
          resolve(each, info);
        }
      }
    }
  }

  private void resolve(StuckThread each, ThreadInfo info) {
    if (LiveMonitors.isUnknown(each.ask)
        && info.getLockInfo() != null
        && info.getThreadState() == Thread.State.BLOCKED) {
      each.ask.instance = locks.find(info.getLockInfo(), true);
    }
    match(each.entries, info.getLockedMonitors());
  }

  /**
   * Gives the entries of a thread that do not know their monitor the one that was entered in the
   * same method, from the innermost on.
   *
   * @return the monitors that no hook saw the thread enter, innermost first
   */
  List<MonitorInfo> match(Held[] entries, MonitorInfo[] monitors) {
    boolean[] used = new boolean[monitors.length];
    for (Held entry : entries) {
      for (int m = 0; entry.isMonitor && m < monitors.length; m++) {
        used[m] |= JvmLocks.isSame(entry.lock, monitors[m]);
      }
    }
    int from = 0;
    for (int i = entries.length - 1; i >= 0; i--) {
      Held entry = entries[i];
      int at = LiveMonitors.isUnknown(entry) ? find(Site.at(entry.site), monitors, used, from) : -1;
      if (at >= 0) {
        entry.instance = locks.find(monitors[at], true);
        used[at] = true;
        from = at + 1;
      }
    }
    List<MonitorInfo> unseen = new ArrayList<>();
    for (int m = 0; m < monitors.length; m++) {
      if (!used[m] && monitors[m].getLockedStackDepth() >= 0) {
        unseen.add(monitors[m]);
      }
    }
    return unseen;
  }

  private static int find(Site site, MonitorInfo[] monitors, boolean[] used, int from) {
    for (int m = from; m < monitors.length; m++) {
      StackTraceElement frame = monitors[m].getLockedStackFrame();
      if (!used[m]
          && frame != null
          && site.place.isOf(frame.getClassName(), frame.getMethodName())) {
        return m;
      }
    }
    return -1;
  }
}
