package io.jlockdep.agent.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Which calls are replaced by which hooks, read from the annotations in the hooks' class files
 * (reflection would load and initialise a good deal of the JDK at start-up).
 */
public final class Replacements {
  private static final String REPLACES = "Lio/jlockdep/runtime/Replaces;";

  private final Map<String, List<Replacement>> byName = new HashMap<>();

  /** What was found for methods of the JDK, which are the same for every loader. */
  private final Map<String, Optional<Replacement>> ofJdk = new ConcurrentHashMap<>();

  /**
   * A hook that is called instead of a method.
   *
   * @param owner internal name of the class that declares the replaced method
   * @param descriptor of the replaced method
   * @param exact whether calls on subtypes of {@code owner} are left alone
   */
  record Replacement(
      String owner,
      String name,
      String descriptor,
      boolean isStatic,
      boolean exact,
      String hookOwner,
      String hookDescriptor) {}

  /** Adds the hooks that are in a class file; a class without any adds nothing. */
  public void addHooksOf(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            return new HookReader(reader.getClassName(), name, descriptor);
          }
        },
        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
  }

  /** Whether a method of this name may be replaced if it is called on {@code owner}. */
  boolean mayReplace(String owner, String name, String descriptor) {
    List<Replacement> candidates = byName.get(name);
    if (candidates != null) {
      for (Replacement candidate : candidates) {
        if (candidate.descriptor().equals(descriptor)
            && (!candidate.exact() || candidate.owner().equals(owner))) {
          return true;
        }
      }
    }
    return false;
  }

  /** What replaces a call of a method on {@code owner}, which may inherit it. */
  @Nullable Replacement find(
      Hierarchy.View types, String owner, String name, String descriptor, boolean isStatic) {
    if (!Hierarchy.isJdk(owner)) {
      return search(types, owner, name, descriptor, isStatic);
    }
    String key = owner + '.' + name + descriptor + isStatic;
    Optional<Replacement> known = ofJdk.get(key);
    if (known == null) {
      known = Optional.ofNullable(search(types, owner, name, descriptor, isStatic));
      ofJdk.put(key, known);
    }
    return known.orElse(null);
  }

  private @Nullable Replacement search(
      Hierarchy.View types, String owner, String name, String descriptor, boolean isStatic) {
    List<Replacement> candidates = byName.get(name);
    if (candidates != null) {
      for (Replacement candidate : candidates) {
        if (candidate.isStatic() == isStatic
            && candidate.descriptor().equals(descriptor)
            && (candidate.exact()
                ? owner.equals(candidate.owner())
                : types.isSubtype(owner, candidate.owner()))) {
          return candidate;
        }
      }
    }
    return null;
  }

  /** Number of hooks. */
  public int size() {
    return byName.values().stream().mapToInt(List::size).sum();
  }

  private final class HookReader extends MethodVisitor {
    private final String hookOwner;
    private final String name;
    private final String hookDescriptor;

    HookReader(String hookOwner, String name, String hookDescriptor) {
      super(Opcodes.ASM9);
      this.hookOwner = hookOwner;
      this.name = name;
      this.hookDescriptor = hookDescriptor;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
      if (!annotation.equals(REPLACES)) {
        return null;
      }
      return new AnnotationVisitor(Opcodes.ASM9) {
        private String owner = "";
        private boolean isStatic;
        private boolean exact;

        @Override
        public void visit(String key, Object value) {
          if (key.equals("value")) {
            owner = ((Type) value).getInternalName();
          } else if (key.equals("type")) {
            owner = ((String) value).replace('.', '/');
          } else if (key.equals("exact")) {
            exact = (Boolean) value;
          } else if (key.equals("isStatic")) {
            isStatic = (Boolean) value;
          }
        }

        @Override
        public void visitEnd() {
          List<Replacement> named = byName.get(name);
          if (named == null) {
            named = new ArrayList<>();
            byName.put(name, named);
          }
          named.add(
              new Replacement(
                  owner, name, replaced(isStatic), isStatic, exact, hookOwner, hookDescriptor));
        }
      };
    }

    /** The hook's descriptor without the receiver in front and the site at the end. */
    private String replaced(boolean isStatic) {
      Type[] hook = Type.getArgumentTypes(hookDescriptor);
      int first = isStatic ? 0 : 1;
      if (hook.length <= first || !hook[hook.length - 1].equals(Type.INT_TYPE)) {
        throw new IllegalStateException("not a hook: " + hookOwner + "." + name + hookDescriptor);
      }
      Type[] arguments = new Type[hook.length - 1 - first];
      System.arraycopy(hook, first, arguments, 0, arguments.length);
      return Type.getMethodDescriptor(Type.getReturnType(hookDescriptor), arguments);
    }
  }
}
