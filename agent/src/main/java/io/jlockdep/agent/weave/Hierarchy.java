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
  private static final ClassType UNKNOWN = new ClassType("", List.of(), List.of());

  /** Values do not refer to their loader, so that no loader is kept alive. */
  private final Map<ClassLoader, Map<String, ClassType>> loaders = new WeakHashMap<>();

  private record ClassType(String superName, List<String> interfaces, List<String> fields) {}

  /** The hierarchy as one loader sees it; {@code reader} is the class that is being loaded. */
  View view(ClassLoader loader, ClassReader reader) {
    Map<String, ClassType> types;
    synchronized (loaders) {
      types = loaders.computeIfAbsent(loader, key -> new ConcurrentHashMap<>());
    }
    types.put(reader.getClassName(), read(reader));
    return new View(loader, types);
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
              fields.add(name);
            }
            return null;
          }
        },
        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    String superName = reader.getSuperName();
    return new ClassType(
        superName == null ? "" : superName, List.of(reader.getInterfaces()), List.copyOf(fields));
  }

  static boolean isJdk(String name) {
    return name.startsWith("java/")
        || name.startsWith("javax/")
        || name.startsWith("jdk/")
        || name.startsWith("sun/");
  }

  /** One loader's view; for use by the thread that loads a class. */
  static final class View {
    private final ClassLoader loader;
    private final Map<String, ClassType> types;

    private View(ClassLoader loader, Map<String, ClassType> types) {
      this.loader = loader;
      this.types = types;
    }

    /** Whether {@code name} is {@code ancestor} or extends or implements it (internal names). */
    boolean isSubtype(String name, String ancestor) {
      if (name.equals(ancestor) || ancestor.equals("java/lang/Object")) {
        return true;
      }
      if (name.isEmpty() || name.equals("java/lang/Object") || name.startsWith("[")) {
        return false;
      }
      Class<?> jdkClass = isJdk(name) ? jdkClass(name) : null;
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
      while (!name.isEmpty() && !isJdk(name) && !name.startsWith("[")) {
        ClassType type = type(name);
        if (type.fields().contains(field)) {
          return name;
        }
        for (String itf : type.interfaces()) {
          if (!isJdk(itf) && type(itf).fields().contains(field)) {
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

    private ClassType type(String name) {
      ClassType type = types.get(name);
      if (type == null) {
        type = find(name);
        types.put(name, type);
      }
      return type;
    }

    private ClassType find(String name) {
      try (InputStream file = loader.getResourceAsStream(name + ".class")) {
        return file == null ? UNKNOWN : read(new ClassReader(file));
      } catch (IOException | RuntimeException | LinkageError e) {
        // A loader may throw anything here; what cannot be read is not known.
        return UNKNOWN;
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
