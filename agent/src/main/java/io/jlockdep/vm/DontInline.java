package io.jlockdep.vm;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The JIT shall not inline the method: it is long and seldom called from where it is called most,
 * and would make the application's methods larger and slower to compile.
 *
 * <p>When the agent's jar is made this becomes HotSpot's own annotation of that name, which the JVM
 * heeds in classes of the bootstrap loader. Another JVM ignores it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface DontInline {}
