package io.jlockdep.runtime;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The end of the JVM: our last write comes after all hooks of the application, which may still take
 * locks, and before JFR's own hook, which closes recordings.
 *
 * <p>{@code java.lang.Shutdown} (JDK 17 to 25) runs ten slots one after the other; the hooks that
 * an application adds run in slot 1. We take a later slot, and take JFR's hook out of slot 1 to run
 * it after ours. If these internals are not open to the agent an ordinary hook does its best.
 */
final class ExitHook implements Runnable {
  private static final int FIRST_SLOT = 3;
  private static final int LAST_SLOT = 9;

  private static volatile @Nullable Thread jfrHook;
  private static boolean late;

  private final Recorder recorder;

  private ExitHook(Recorder recorder) {
    this.recorder = recorder;
  }

  static void install(Recorder recorder) {
    ExitHook hook = new ExitHook(recorder);
    late = takeSlot(hook);
    if (late) {
      late = divertJfrHook();
    }
    if (!late) {
      try {
        Runtime.getRuntime().addShutdownHook(new Thread(null, hook, "jlockdep exit", 0, false));
      } catch (IllegalStateException e) {
        Control.failed("the JVM is exiting already");
      }
    }
  }

  /**
   * Takes JFR's hook away from the application's hooks, to be run by ours: the one that is there,
   * if the user has started JFR, and the one that comes when we do. The latter must never stand in
   * the table, not even for a moment: a JVM that ends in that moment would close our recording
   * before the last write.
   */
  private static boolean divertJfrHook() {
    try {
      synchronized (hooksType()) {
        Map<?, ?> hooks = applicationHooks();
        if (hooks == null) {
          return true; // the JVM is exiting already; startJfr() sees to it
        }
        HooksWithoutJfr diverting = new HooksWithoutJfr();
        for (Object hook : hooks.keySet()) {
          diverting.put((Thread) hook, (Thread) hook);
        }
        hooksField().set(null, diverting);
      }
      return true;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return false; // JFR's hook stays where it is; ours may come too late for the last facts
    }
  }

  /**
   * The table of {@code ApplicationShutdownHooks}, which guards it, as it was but for JFR's hook.
   */
  private static final class HooksWithoutJfr extends IdentityHashMap<Thread, Thread> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Thread put(Thread hook, Thread same) {
      if (isJfrHook(hook)) {
        jfrHook = hook;
        return null;
      }
      return super.put(hook, same);
    }
  }

  @Override
  public void run() {
    HeldLocks held = Threads.current();
    held.guardOn();
    try {
      recorder.finish();
      Runnable hook = jfrHook;
      if (hook != null) {
        hook.run();
      }
    } catch (Throwable t) {
      Control.say("the recording may be incomplete: ".concat(t.toString()));
    } finally {
      held.guardOff();
    }
  }

  /**
   * Starts JFR, also in a program that is ending already: JFR adds a hook, which {@code
   * ApplicationShutdownHooks} refuses once it has begun to run its own. For that moment it is given
   * a table.
   */
  static JfrRecording startJfr() throws ReflectiveOperationException {
    if (late && applicationHooks() == null) {
      return startJfrExiting();
    }
    try {
      return JfrRecording.open();
    } catch (IllegalStateException exiting) {
      if (!late || applicationHooks() != null) {
        throw exiting;
      }
      // The end came in between. The half-started recorder leaves a thread behind, which now and
      // then stumbles over the second one and says so on standard output (seen on JDK 25).
      silenceJfr();
      return startJfrExiting();
    }
  }

  private static JfrRecording startJfrExiting() throws ReflectiveOperationException {
    synchronized (hooksType()) {
      hooksField().set(null, new HooksWithoutJfr());
    }
    try {
      return JfrRecording.open();
    } finally {
      hooksField().set(null, null);
    }
  }

  private static void silenceJfr() {
    try {
      Object system = Class.forName("jdk.jfr.internal.LogTag").getField("JFR_SYSTEM").get(null);
      Field level = system.getClass().getDeclaredField("tagSetLevel");
      level.setAccessible(true);
      level.setInt(system, Integer.MAX_VALUE);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // A line too many on standard output of a program that has ended.
    }
  }

  private static boolean takeSlot(Runnable hook) {
    try {
      Method add =
          Class.forName("java.lang.Shutdown")
              .getDeclaredMethod("add", int.class, boolean.class, Runnable.class);
      add.setAccessible(true);
      hooksField();
      for (int slot = FIRST_SLOT; slot <= LAST_SLOT; slot++) {
        try {
          add.invoke(null, slot, false, hook);
          return true;
        } catch (java.lang.reflect.InvocationTargetException e) {
          // Taken; the next one.
        }
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      return false;
    }
    return false;
  }

  /** Whether the program has shutdown hooks of its own; true if that cannot be told. */
  static boolean programHasHooks() {
    try {
      synchronized (hooksType()) {
        Map<?, ?> hooks = applicationHooks();
        if (hooks == null) {
          return true;
        }
        for (Object hook : hooks.keySet()) {
          Thread thread = (Thread) hook;
          if (!isJfrHook(thread) && !thread.getName().equals("jlockdep exit")) {
            return true;
          }
        }
        return false;
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      return true;
    }
  }

  private static boolean isJfrHook(Thread thread) {
    return thread.getName().equals("JFR Shutdown Hook")
        || thread.getClass().getName().equals("jdk.jfr.internal.ShutdownHook");
  }

  private static Class<?> hooksType() throws ClassNotFoundException {
    return Class.forName("java.lang.ApplicationShutdownHooks");
  }

  private static Field hooksField() throws ReflectiveOperationException {
    Field field = hooksType().getDeclaredField("hooks");
    field.setAccessible(true);
    return field;
  }

  private static @Nullable Map<?, ?> applicationHooks() throws ReflectiveOperationException {
    return (Map<?, ?>) hooksField().get(null);
  }
}
