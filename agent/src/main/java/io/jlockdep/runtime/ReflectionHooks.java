package io.jlockdep.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Methods of locks that are called by reflection or by method handles.
 *
 * <p>{@code Method.invoke} looks at its caller, so the call itself stays where it is; what it is
 * given is replaced: the hook for the method, nothing for the receiver, the receiver and the site
 * among the arguments. A method handle is replaced when it is looked up.
 */
public final class ReflectionHooks {
  private ReflectionHooks() {}

  /** The method to invoke instead of {@code method}; mostly that itself. */
  public static @Nullable Method method(
      @Nullable Method method, @Nullable Object target, Object @Nullable [] arguments) {
    Method hook = hookFor(method, target, arguments);
    return hook == null ? method : hook;
  }

  /** The receiver that goes with it. */
  public static @Nullable Object target(
      @Nullable Method method, @Nullable Object target, Object @Nullable [] arguments) {
    return hookFor(method, target, arguments) == null ? target : null;
  }

  /** The arguments that go with it. */
  public static @Nullable Object @Nullable [] arguments(
      @Nullable Method method,
      @Nullable Object target,
      @Nullable Object @Nullable [] arguments,
      int site) {
    if (hookFor(method, target, arguments) == null) {
      return arguments;
    }
    int count = arguments == null ? 0 : arguments.length;
    @Nullable Object[] all = new @Nullable Object[count + 2];
    all[0] = target;
    if (arguments != null) {
      System.arraycopy(arguments, 0, all, 1, count);
    }
    all[count + 1] = site;
    return all;
  }

  /** Looks a method handle up. */
  @Replaces(MethodHandles.Lookup.class)
  public static MethodHandle findVirtual(
      MethodHandles.Lookup lookup, Class<?> type, String name, MethodType shape, int site)
      throws NoSuchMethodException, IllegalAccessException {
    MethodHandle found = lookup.findVirtual(type, name, shape);
    return Redirects.mayConcern(type)
        ? redirected(found, Redirects.find(type, name, shape.parameterArray()), site)
        : found;
  }

  /** Makes a method handle of a method. */
  @Replaces(MethodHandles.Lookup.class)
  public static MethodHandle unreflect(MethodHandles.Lookup lookup, Method method, int site)
      throws IllegalAccessException {
    MethodHandle found = lookup.unreflect(method);
    Class<?> type = method.getDeclaringClass();
    return Redirects.mayConcern(type)
        ? redirected(
            found, Redirects.find(type, method.getName(), method.getParameterTypes()), site)
        : found;
  }

  private static MethodHandle redirected(MethodHandle found, @Nullable Method hook, int site) {
    if (hook == null || found.isVarargsCollector()) {
      return found;
    }
    try {
      MethodHandle handle = MethodHandles.publicLookup().unreflect(hook);
      int last = handle.type().parameterCount() - 1;
      return MethodHandles.insertArguments(handle, last, site).asType(found.type());
    } catch (IllegalAccessException | RuntimeException e) {
      return found;
    }
  }

  private static @Nullable Method hookFor(
      @Nullable Method method, @Nullable Object target, @Nullable Object @Nullable [] arguments) {
    if (method == null || target == null || !Redirects.mayConcern(method.getDeclaringClass())) {
      return null;
    }
    Class<?> type = method.getDeclaringClass();
    int count = arguments == null ? 0 : arguments.length;
    // What is wrong with the call, invoke itself shall say.
    return type.isInstance(target) && count == method.getParameterCount()
        ? Redirects.find(type, method.getName(), method.getParameterTypes())
        : null;
  }
}
