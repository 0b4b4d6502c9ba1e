package io.jlockdep.runtime;

import java.lang.reflect.Method;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the objects of the short entries of the calling thread's stack: the monitors that the JVM
 * knows each frame to hold. Takes tens of microseconds, so that it is asked only when a witness is
 * due.
 *
 * <p>By the JDK's {@code java.lang.LiveStackFrame} (JDK 17 to 25), which must be open to the
 * runtime; without it such a monitor stays unknown.
 */
final class LiveMonitors {
  private static final @Nullable StackWalker WALKER = walker();
  private static final @Nullable Method MONITORS = monitors();

  private LiveMonitors() {}

  /** Whether objects can be found at all. */
  static boolean isPossible() {
    return WALKER != null && MONITORS != null;
  }

  /** Gives the short monitor entries their instances; the calling thread's own stack only. */
  static void resolve(HeldStack held) {
    int last = -1;
    for (int i = 0; i < held.depth && last < 0; i++) {
      Held entry = held.entry(i);
      if (isUnknown(entry)) {
        last = i;
      }
    }
    if (last >= 0 && WALKER != null && MONITORS != null) {
      WALKER.walk(new Search(held, last, MONITORS));
    }
  }

  static boolean isUnknown(Held entry) {
    return entry.isMonitor && entry.lock == null && entry.instance == null;
  }

  /** Whether a frame of the calling thread holds a monitor; true if that cannot be told. */
  static boolean isHeldByFrame(Object monitor) {
    Method monitors = MONITORS;
    return WALKER == null || monitors == null || WALKER.walk(new Holder(monitor, monitors));
  }

  private static @Nullable Object[] monitorsOf(StackWalker.StackFrame frame, Method monitors) {
    try {
      return (@Nullable Object[]) monitors.invoke(frame);
    } catch (ReflectiveOperationException e) {
      return new Object[0];
    }
  }

  private static int indexOf(@Nullable Object[] owned, int from, Object lock) {
    for (int i = from; i >= 0; i--) {
      if (owned[i] == lock) {
        return i;
      }
    }
    return -1;
  }

  /** Whether any frame holds a monitor. */
  private static final class Holder implements Function<Stream<StackWalker.StackFrame>, Boolean> {
    private final Object monitor;
    private final Method monitors;

    Holder(Object monitor, Method monitors) {
      this.monitor = monitor;
      this.monitors = monitors;
    }

    @Override
    public Boolean apply(Stream<StackWalker.StackFrame> frames) {
      Iterator<StackWalker.StackFrame> each = frames.iterator();
      while (each.hasNext()) {
        @Nullable Object[] owned = monitorsOf(each.next(), monitors);
        if (indexOf(owned, owned.length - 1, monitor) >= 0) {
          return true;
        }
      }
      return false;
    }
  }

  /** From the innermost frame and the innermost entry outwards. */
  private static final class Search implements Function<Stream<StackWalker.StackFrame>, Void> {
    private final HeldStack held;
    private final int last;
    private final Method monitors;

    Search(HeldStack held, int last, Method monitors) {
      this.held = held;
      this.last = last;
      this.monitors = monitors;
    }

    @Override
    @SuppressWarnings("NullAway") // a Void
    public Void apply(Stream<StackWalker.StackFrame> frames) {
      int index = held.depth - 1;
      Iterator<StackWalker.StackFrame> each = frames.iterator();
      while (index >= last && each.hasNext()) {
        StackWalker.StackFrame frame = each.next();
        @Nullable Object[] owned = monitorsOf(frame, monitors);
        int next = owned.length - 1;
        while (index >= last && next >= 0) {
          Held entry = held.entry(index);
          Object monitor = owned[next];
          if (monitor == null) {
            next--; // a place that is free again
          } else if (!entry.isMonitor) {
            index--;
          } else if (entry.lock != null) {
            // A long entry: it is here, or taken in a frame that shows no monitor.
            int at = indexOf(owned, next, entry.lock);
            next = at >= 0 ? at - 1 : next;
            index--;
          } else if (isIn(Site.at(entry.site), frame)) {
            entry.instance = Instances.specificMonitor(monitor, entry.lockClass);
            next--;
            index--;
          } else {
            break; // taken further out; what this frame holds was not woven
          }
        }
      }
      return null;
    }

    private static boolean isIn(Site site, StackWalker.StackFrame frame) {
      return site.place.isOf(frame.getClassName(), frame.getMethodName());
    }
  }

  private static @Nullable StackWalker walker() {
    try {
      Method method = Class.forName("java.lang.LiveStackFrame").getDeclaredMethod("getStackWalker");
      method.setAccessible(true);
      return (StackWalker) method.invoke(null);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  private static @Nullable Method monitors() {
    try {
      Method method = Class.forName("java.lang.LiveStackFrame").getMethod("getMonitors");
      method.setAccessible(true);
      return method;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }
}
