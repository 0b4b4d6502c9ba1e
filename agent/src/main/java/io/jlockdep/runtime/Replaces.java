package io.jlockdep.runtime;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a static hook method that woven code calls <em>instead of</em> a method of the JDK.
 *
 * <p>The hook has the name of the method that it replaces. Its parameters are the receiver (left
 * out where {@link #isStatic()}), the parameters of the replaced method, and last the site id
 * ({@code int}); its return type is that of the replaced method. The weaver derives its table of
 * call sites from these methods, so that a hook and its weaving cannot drift apart.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Replaces {
  /**
   * The class or interface that declares the replaced method; calls on its subtypes are replaced
   * too.
   */
  Class<?> value() default Object.class;

  /**
   * Its binary name instead, if not every JDK has it; the hook then takes the receiver as {@code
   * Object}.
   */
  String type() default "";

  /** Whether only calls that name that very class are replaced, and not those on its subtypes. */
  boolean exact() default false;

  /** Whether the replaced method is static. */
  boolean isStatic() default false;
}
