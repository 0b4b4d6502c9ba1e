package io.jlockdep.agent.weave;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/**
 * The one transformer. Called by every thread that loads a class; never throws, and leaves a class
 * as it is when anything goes wrong.
 *
 * <p>A class whose synchronized methods became plain ones must be woven the same way whenever it is
 * transformed again, or the JVM refuses. So this transformer is never removed, and remembers those
 * classes by loader (weakly) and name.
 */
public final class Weaver implements ClassFileTransformer {
  private static final String HOOKS = "io.jlockdep.runtime.Hooks";

  private final Scope scope;
  private final WovenClass.Weaving weaving;
  private final @Nullable ClassLoader probeLoader;
  private final WovenClass.Weaving probeWeaving;
  private final Hierarchy hierarchy = new Hierarchy();
  private final Map<ClassLoader, Set<String>> reshaped =
      Collections.synchronizedMap(new WeakHashMap<>());
  private final Map<ClassLoader, Boolean> reachable =
      Collections.synchronizedMap(new WeakHashMap<>());

  /**
   * @param probeLoader loader of the self-check's probe, all of whose classes are woven
   * @param probeRegistry is told of those classes instead
   */
  public Weaver(
      Scope scope,
      Replacements replacements,
      Declarations declarations,
      Registry registry,
      ClassLoader probeLoader,
      Registry probeRegistry) {
    this.scope = scope;
    weaving = new WovenClass.Weaving(replacements, declarations, registry);
    this.probeLoader = probeLoader;
    probeWeaving = new WovenClass.Weaving(replacements, declarations, probeRegistry);
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable Module module,
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (loader == null || name == null || !isApplication(module, loader, name)) {
      return null;
    }
    Registry registry = weaving(loader).registry();
    registry.classSeen();
    try {
      byte[] woven = weave(loader, name, redefined == null, classFile);
      if (woven != null) {
        registry.classWoven();
      }
      return woven;
    } catch (Throwable e) {
      // Whatever it is: the application goes on with its own class, and the recording says so.
      skip(registry, name, e.toString());
      return null;
    }
  }

  /** Whether a class that is loaded already would be woven if it were transformed again. */
  public boolean wants(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader != null
        && !type.isArray()
        && !type.isHidden()
        && isApplication(type.getModule(), loader, type.getName().replace('.', '/'));
  }

  private boolean isApplication(@Nullable Module module, ClassLoader loader, String name) {
    if (loader == probeLoader) {
      return true;
    }
    return loader != ClassLoader.getPlatformClassLoader()
        && scope.contains(name)
        && !isJdkModule(module);
  }

  private static boolean isJdkModule(@Nullable Module module) {
    if (module == null || !module.isNamed() || module.getLayer() != ModuleLayer.boot()) {
      return false;
    }
    String name = module.getName();
    return name.startsWith("java.") || name.startsWith("jdk.");
  }

  private byte @Nullable [] weave(
      ClassLoader loader, String name, boolean firstLoad, byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    boolean mayReshape = firstLoad || isReshaped(loader, name);
    WovenClass type =
        new WovenClass(reader, hierarchy.view(loader, reader), weaving(loader), mayReshape);
    byte[] woven = type.weave();
    if (woven != null && !canReachHooks(loader)) {
      skip(
          weaving(loader).registry(),
          name,
          "its class loader does not delegate to the bootstrap loader: " + describe(loader));
      return null;
    }
    if (type.isShapeChanged()) {
      reshaped
          .computeIfAbsent(loader, key -> Collections.synchronizedSet(new HashSet<>()))
          .add(name);
    }
    return woven;
  }

  private boolean isReshaped(ClassLoader loader, String name) {
    Set<String> names = reshaped.get(loader);
    return names != null && names.contains(name);
  }

  private boolean canReachHooks(ClassLoader loader) {
    Boolean known = reachable.get(loader);
    if (known == null) {
      known = loader == ClassLoader.getSystemClassLoader() || asksBootstrap(loader);
      reachable.put(loader, known);
    }
    return known;
  }

  private static boolean asksBootstrap(ClassLoader loader) {
    try {
      return Class.forName(HOOKS, false, loader).getClassLoader() == null;
    } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
      return false;
    }
  }

  private static String describe(ClassLoader loader) {
    return loader.getClass().getName();
  }

  private WovenClass.Weaving weaving(ClassLoader loader) {
    return loader == probeLoader ? probeWeaving : weaving;
  }

  private static void skip(Registry registry, String name, String reason) {
    registry.classSkipped(name.replace('/', '.'), reason);
  }
}
