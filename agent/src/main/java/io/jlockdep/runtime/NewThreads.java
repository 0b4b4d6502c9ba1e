package io.jlockdep.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Methods of {@link Thread} that this code's own JDK need not have (they came with JDK 19 and 21).
 * Loaded when a woven class calls one of them, so they are there then.
 */
final class NewThreads {
  private static final @Nullable MethodHandle START_VIRTUAL = startVirtual();
  private static final @Nullable MethodHandle BUILDER_START = builderStart();
  private static final @Nullable MethodHandle JOIN = join();
  private static final @Nullable MethodHandle SLEEP = sleep();

  private NewThreads() {}

  static Thread startVirtual(Runnable task) {
    try {
      return (Thread) there(START_VIRTUAL).invokeExact(task);
    } catch (Throwable t) {
      throw NewThreads.<RuntimeException>same(t);
    }
  }

  static Thread start(Object builder, Runnable task) {
    try {
      return (Thread) there(BUILDER_START).invokeExact(builder, task);
    } catch (Throwable t) {
      throw NewThreads.<RuntimeException>same(t);
    }
  }

  static boolean join(Thread thread, Duration duration) throws InterruptedException {
    try {
      return (boolean) there(JOIN).invokeExact(thread, duration);
    } catch (Throwable t) {
      throw NewThreads.<RuntimeException>same(t);
    }
  }

  static void sleep(Duration duration) throws InterruptedException {
    try {
      there(SLEEP).invokeExact(duration);
    } catch (Throwable t) {
      throw NewThreads.<RuntimeException>same(t);
    }
  }

  /** What the JDK's method threw is thrown on as it is, checked or not. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T same(Throwable thrown) throws T {
    throw (T) thrown;
  }

  private static MethodHandle there(@Nullable MethodHandle method) {
    if (method == null) {
      throw new NoSuchMethodError("java.lang.Thread of this JDK does not have it");
    }
    return method;
  }

  private static @Nullable MethodHandle startVirtual() {
    try {
      return MethodHandles.publicLookup()
          .findStatic(
              Thread.class,
              "startVirtualThread",
              MethodType.methodType(Thread.class, Runnable.class));
    } catch (ReflectiveOperationException e) {
      return null; // before JDK 21
    }
  }

  private static @Nullable MethodHandle builderStart() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(
              Class.forName("java.lang.Thread$Builder", false, null),
              "start",
              MethodType.methodType(Thread.class, Runnable.class))
          .asType(MethodType.methodType(Thread.class, Object.class, Runnable.class));
    } catch (ReflectiveOperationException e) {
      return null; // before JDK 21
    }
  }

  private static @Nullable MethodHandle join() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(Thread.class, "join", MethodType.methodType(boolean.class, Duration.class));
    } catch (ReflectiveOperationException e) {
      return null; // before JDK 19
    }
  }

  private static @Nullable MethodHandle sleep() {
    try {
      return MethodHandles.publicLookup()
          .findStatic(Thread.class, "sleep", MethodType.methodType(void.class, Duration.class));
    } catch (ReflectiveOperationException e) {
      return null; // before JDK 19
    }
  }
}
