package io.jlockdep.agent.weave;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Who extends whom, by reading class files.
 *
 * <p>Application classes are never loaded to find out: that would change the order of loading and
 * deadlock in loaders. Classes of the JDK are loaded without being initialised. A class whose file
 * is not found is taken to extend nothing that matters.
 */
final class Hierarchy {
  private static final ClassType UNKNOWN = new ClassType("", ClassType.NONE, ClassType.NONE);

  /** Values do not refer to their loader, so that no loader is kept alive. */
  private final Map<ClassLoader, Map<String, ClassType>> loaders = new WeakHashMap<>();

  private final @Nullable JdkClasses woven;

  /** A hierarchy that may load any class of the JDK. */
  Hierarchy() {
    woven = null;
  }

  /**
   * A hierarchy that loads no class of the JDK that is to be woven: what is loaded while another
   * class is being transformed does not pass the transformer.
   */
  Hierarchy(JdkClasses woven) {
    this.woven = woven;
  }

  /** One for each class of the program: arrays, mostly empty or of one element. */
  private record ClassType(String superName, String[] interfaces, String[] fields) {
    private static final String[] NONE = {};

    boolean hasField(String name) {
      for (String field : fields) {
        if (field.equals(name)) {
          return true;
        }
      }
      return false;
    }
  }

  /** The hierarchy as one loader sees it; {@code reader} is the class that is being loaded. */
  View view(ClassLoader loader, ClassReader reader) {
    Map<String, ClassType> types;
    synchronized (loaders) {
      types = loaders.get(loader);
      if (types == null) {
        types = new ConcurrentHashMap<>();
        loaders.put(loader, types);
      }
    }
    types.put(reader.getClassName(), read(reader));
    return new View(loader, types, woven);
  }

  /**
   * What classes of the JDK see of each other: only what is loaded anyway, since this is asked
   * while one of them is being loaded.
   */
  static View jdkView() {
    return new View(null, Map.of(), null);
  }

  private static ClassType read(ClassReader reader) {
    List<String> fields = new ArrayList<>();
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public @Nullable FieldVisitor visitField(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              @Nullable Object value) {
            char kind = descriptor.charAt(0);
            if (kind == 'L' || kind == '[') {
              fields.add(name.intern());
            }
            return null;
          }
        },
        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    String superName = reader.getSuperName();
    String[] interfaces = reader.getInterfaces();
    for (int i = 0; i < interfaces.length; i++) {
      interfaces[i] = interfaces[i].intern();
    }
    // The same few names again and again, in as many classes as the program has.
    return new ClassType(
        superName == null ? "" : superName.intern(),
        interfaces.length == 0 ? ClassType.NONE : interfaces,
        fields.isEmpty() ? ClassType.NONE : fields.toArray(ClassType.NONE));
  }

  static boolean isJdk(String name) {
    return name.startsWith("java/")
        || name.startsWith("javax/")
        || name.startsWith("jdk/")
        || name.startsWith("sun/");
  }

  /** One loader's view; for use by the thread that loads a class. */
  static final class View {
    private final @Nullable ClassLoader loader;
    private final Map<String, ClassType> types;

    private final @Nullable JdkClasses woven;

    private View(
        @Nullable ClassLoader loader, Map<String, ClassType> types, @Nullable JdkClasses woven) {
      this.loader = loader;
      this.types = types;
      this.woven = woven;
    }

    /** Whether {@code name} is {@code ancestor} or extends or implements it (internal names). */
    boolean isSubtype(String name, String ancestor) {
      if (name.equals(ancestor) || ancestor.equals("java/lang/Object")) {
        return true;
      }
      if (name.isEmpty() || name.equals("java/lang/Object") || name.startsWith("[")) {
        return false;
      }
      if (loader == null && !isSafeToLoad(name)) {
        return false;
      }
      Class<?> jdkClass =
          isJdk(name) && (woven == null || !woven.contains(name)) ? jdkClass(name) : null;
      if (jdkClass != null) {
        Class<?> jdkAncestor = isJdk(ancestor) ? jdkClass(ancestor) : null;
        return jdkAncestor != null && jdkAncestor.isAssignableFrom(jdkClass);
      }
      ClassType type = type(name);
      if (isSubtype(type.superName(), ancestor)) {
        return true;
      }
      for (String itf : type.interfaces()) {
        if (isSubtype(itf, ancestor)) {
          return true;
        }
      }
      return false;
    }

    /** The class that declares a field of reference type which {@code owner} may inherit. */
    String declaringClass(String owner, String field) {
      String name = owner;
      while (loader != null && !name.isEmpty() && !isJdk(name) && !name.startsWith("[")) {
        ClassType type = type(name);
        if (type.hasField(field)) {
          return name;
        }
        for (String itf : type.interfaces()) {
          if (!isJdk(itf) && type(itf).hasField(field)) {
            return itf;
          }
        }
        name = type.superName();
      }
      return owner;
    }

    /** Whether the class has been looked at before, so that asking about it costs nothing. */
    boolean isKnown(String name) {
      return types.containsKey(name);
    }

    private static boolean isSafeToLoad(String name) {
      return name.startsWith("java/util/concurrent/") || name.equals("java/lang/Thread");
    }

    private ClassType type(String name) {
      ClassType type = types.get(name);
      if (type == null && loader == null) {
        return UNKNOWN;
      }
      if (type == null) {
        type = find(name);
        types.put(name, type);
      }
      return type;
    }

    private ClassType find(String name) {
      ClassReader file = classFile(name);
      return file == null ? UNKNOWN : read(file);
    }

    /** A class file as the loader finds it, or null. */
    @Nullable ClassReader classFile(String name) {
      if (loader == null) {
        return null;
      }
      try (InputStream file = loader.getResourceAsStream(name + ".class")) {
        return file == null ? null : new ClassReader(file);
      } catch (IOException | RuntimeException | LinkageError e) {
        // A loader may throw anything here; what cannot be read is not known.
        return null;
      }
    }

    private static @Nullable Class<?> jdkClass(String name) {
      try {
        return Class.forName(name.replace('/', '.'), false, ClassLoader.getPlatformClassLoader());
      } catch (ClassNotFoundException | LinkageError e) {
        return null;
      }
    }
  }
}
