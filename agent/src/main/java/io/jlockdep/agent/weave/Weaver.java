package io.jlockdep.agent.weave;

import java.lang.instrument.ClassFileTransformer;
import java.nio.ByteBuffer;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

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

  /** The newest class file version that was tested. */
  private static final int NEWEST = Opcodes.V25;

  private final Scope scope;
  private final JdkClasses jdk;
  private final WovenClass.Weaving weaving;
  private final @Nullable ClassLoader probeLoader;
  private final WovenClass.Weaving probeWeaving;
  private final Hierarchy hierarchy;

  // Guarded by themselves. No Collections.synchronizedMap: it is of those that are woven, which
  // costs less while they are not loaded yet.
  private final Set<String> reshapedOfJdk = new HashSet<>();
  private final Map<ClassLoader, Set<String>> reshaped = new WeakHashMap<>();
  private final Map<ClassLoader, Boolean> reachable = new WeakHashMap<>();

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
    this.scope = scope.ofApplication();
    jdk = scope.ofJdk();
    hierarchy = new Hierarchy(jdk);
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
    if (name == null) {
      return null;
    }
    if (isJdkModule(module)) {
      return jdk.contains(name) ? woven(null, name, redefined == null, classFile) : null;
    }
    return loader != null && isApplication(loader, name)
        ? woven(loader, name, redefined == null, classFile)
        : null;
  }

  /**
   * The class file, woven if need be, of a hidden class that is about to be defined beside its
   * host: the JVM shows it to no agent.
   */
  public byte[] hiddenClass(Class<?> host, byte[] classFile) {
    ClassLoader loader = host.getClassLoader();
    String name = host.getName().replace('.', '/');
    byte[] woven =
        loader != null && !isJdkModule(host.getModule()) && isApplication(loader, name)
            ? woven(loader, name + "+hidden", true, classFile)
            : null;
    return woven == null ? classFile : woven;
  }

  /**
   * The woven class file, or null if the class stays as it is.
   *
   * @param loader of a class of the application; null for one of the JDK
   */
  private byte @Nullable [] woven(
      @Nullable ClassLoader loader, String name, boolean firstLoad, byte[] classFile) {
    Registry registry = weaving(loader).registry();
    // Weaving takes monitors of the JDK and of class loaders, which are no business of the
    // application's.
    registry.weaving(true);
    try {
      if (loader == null) {
        return weaveJdk(name, firstLoad, classFile);
      }
      registry.classSeen();
      byte[] woven = weave(loader, name, firstLoad, classFile);
      if (woven != null) {
        registry.classWoven();
      }
      return woven;
    } catch (Throwable e) {
      // Whatever it is: the application goes on with its own class, and the recording says so.
      skip(registry, name, reason(e, classFile));
      return null;
    } finally {
      registry.weaving(false);
    }
  }

  /** Whether a class that is loaded already would be woven if it were transformed again. */
  public boolean wants(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader != null
        && !type.isArray()
        && !type.isHidden()
        && !isJdkModule(type.getModule())
        && isApplication(loader, type.getName().replace('.', '/'));
  }

  /** The same for a class of the JDK. */
  public boolean wantsOfJdk(Class<?> type) {
    return !type.isArray()
        && !type.isHidden()
        && isJdkModule(type.getModule())
        && jdk.contains(type.getName().replace('.', '/'));
  }

  private boolean isApplication(ClassLoader loader, String name) {
    return loader == probeLoader
        || (loader != ClassLoader.getPlatformClassLoader() && scope.contains(name));
  }

  private static boolean isJdkModule(@Nullable Module module) {
    if (module == null || !module.isNamed() || module.getLayer() != ModuleLayer.boot()) {
      return false;
    }
    return JdkClasses.isJdk(module);
  }

  private byte @Nullable [] weave(
      ClassLoader loader, String name, boolean firstLoad, byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    boolean mayReshape = firstLoad || isReshaped(loader, name);
    Hierarchy.View types = hierarchy.view(loader, reader);
    WovenClass type = new WovenClass(reader, classFile, loader, types, weaving(loader), mayReshape);
    byte[] woven = type.weave();
    if (woven != null && !canReachHooks(loader)) {
      skip(
          weaving(loader).registry(),
          name,
          "its class loader does not delegate to the bootstrap loader: " + describe(loader));
      return null;
    }
    if (type.isShapeChanged()) {
      synchronized (reshaped) {
        reshaped.computeIfAbsent(loader, key -> new HashSet<>()).add(name);
      }
    }
    return woven;
  }

  private byte @Nullable [] weaveJdk(String name, boolean firstLoad, byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    boolean mayReshape = firstLoad || isReshapedOfJdk(name);
    WovenClass type =
        new WovenClass(reader, classFile, null, Hierarchy.jdkView(), weaving, mayReshape);
    byte[] woven = type.weave();
    if (type.isShapeChanged()) {
      synchronized (reshapedOfJdk) {
        reshapedOfJdk.add(name);
      }
    }
    return woven;
  }

  private boolean isReshapedOfJdk(String name) {
    synchronized (reshapedOfJdk) {
      return reshapedOfJdk.contains(name);
    }
  }

  private boolean isReshaped(ClassLoader loader, String name) {
    synchronized (reshaped) {
      Set<String> names = reshaped.get(loader);
      return names != null && names.contains(name);
    }
  }

  private boolean canReachHooks(ClassLoader loader) {
    Boolean known;
    synchronized (reachable) {
      known = reachable.get(loader);
    }
    if (known == null) {
      known = loader == ClassLoader.getSystemClassLoader() || asksBootstrap(loader);
      synchronized (reachable) {
        reachable.put(loader, known);
      }
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

  private WovenClass.Weaving weaving(@Nullable ClassLoader loader) {
    return loader != null && loader == probeLoader ? probeWeaving : weaving;
  }

  private static String reason(Throwable e, byte[] classFile) {
    if (classFile.length < 8 || ByteBuffer.wrap(classFile).getInt() != 0xCAFEBABE) {
      return "what was given is not a class file";
    }
    // Offset 6 of a class file is its major version, which is the Java release plus 44.
    int version = ByteBuffer.wrap(classFile).getShort(6);
    return e instanceof IllegalArgumentException && version > NEWEST
        ? "its class file is for Java "
            + (version - 44)
            + ", which this agent does not know yet: use a newer agent"
        : e.toString();
  }

  private static void skip(Registry registry, String name, String reason) {
    registry.classSkipped(name.replace('/', '.'), reason);
  }
}
