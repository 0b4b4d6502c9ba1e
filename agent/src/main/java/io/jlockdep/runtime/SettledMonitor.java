package io.jlockdep.runtime;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * The monitors that may be entered in the short way at one site: those of one runtime class, or one
 * object. Refers to it weakly, so that a site pins neither a class loader nor a lock.
 */
final class SettledMonitor extends WeakReference<Object> {
  /** Whether the runtime class of the monitor decides. */
  final boolean byType;

  /** What the acquisition adds to a chain. */
  final int link;

  /** Whether each was made in the method that takes it: nobody waits for such a one. */
  final boolean fresh;

  SettledMonitor(Object monitor, boolean byType, boolean fresh, int lockClass) {
    super(byType ? monitor.getClass() : monitor);
    this.byType = byType;
    this.fresh = byType && fresh;
    this.link = Chains.link(lockClass, Acquire.EXCLUSIVE);
  }

  /** Of a site, if it is settled. */
  static @Nullable SettledMonitor at(int siteId) {
    return Site.at(siteId).settled;
  }

  boolean covers(Object monitor) {
    Object known = get();
    return byType ? known == monitor.getClass() : known == monitor;
  }
}
