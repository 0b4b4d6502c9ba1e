package io.jlockdep.agent.weave;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Which classes the static initialiser of a class needs: those that it, or a method of the same
 * class that it calls, makes, calls statically or takes a static field of, and the superclass.
 * Answers by reading class files; classes of the JDK do not count.
 */
final class InitNeeds {
  /** How many class files are read at most to find a way back. */
  private static final int MAX_READ = 24;

  private final Hierarchy.View types;

  InitNeeds(Hierarchy.View types) {
    this.types = types;
  }

  /**
   * The methods, as name and descriptor, that the static initialiser of a class consists of if it
   * can need, over other classes, the class itself; empty if it cannot.
   */
  Set<String> cyclicMethods(ClassReader reader) {
    Found own = Found.in(reader);
    return own.hasInitializer && isCyclic(reader.getClassName(), own) ? own.reached : Set.of();
  }

  private boolean isCyclic(String start, Found own) {
    Deque<String> work = new ArrayDeque<>(own.needed);
    Set<String> seen = new HashSet<>(own.needed);
    int read = 0;
    while (!work.isEmpty() && read++ < MAX_READ) {
      ClassReader next = types.classFile(work.remove());
      if (next == null) {
        continue;
      }
      Set<String> needed = Found.in(next).needed;
      if (needed.contains(start)) {
        return true;
      }
      for (String name : needed) {
        if (seen.add(name)) {
          work.add(name);
        }
      }
    }
    return false;
  }

  /**
   * Whether an instruction of a static initialiser has another class of the program initialised.
   */
  static boolean isUse(int opcode, String owner, String self) {
    boolean isUse =
        opcode == Opcodes.NEW
            || opcode == Opcodes.INVOKESTATIC
            || opcode == Opcodes.GETSTATIC
            || opcode == Opcodes.PUTSTATIC;
    return isUse
        && !owner.equals(self)
        && !owner.startsWith("[")
        && !owner.startsWith("io/jlockdep/runtime/")
        && !Hierarchy.isJdk(owner);
  }

  private static final class Found extends ClassVisitor {
    final Set<String> needed = new HashSet<>();
    final Set<String> reached = new HashSet<>();
    boolean hasInitializer;
    private final String self;
    private final Map<String, Set<String>> uses = new HashMap<>();
    private final Map<String, Set<String>> calls = new HashMap<>();

    private Found(String self) {
      super(Opcodes.ASM9);
      this.self = self;
    }

    static Found in(ClassReader reader) {
      Found found = new Found(reader.getClassName());
      String superName = reader.getSuperName();
      if (superName != null && !Hierarchy.isJdk(superName)) {
        found.needed.add(superName);
      }
      reader.accept(found, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      found.follow();
      return found;
    }

    private void follow() {
      Deque<String> work = new ArrayDeque<>();
      work.add("<clinit>()V");
      while (!work.isEmpty()) {
        String method = work.remove();
        if (reached.add(method)) {
          needed.addAll(uses.getOrDefault(method, Set.of()));
          work.addAll(calls.getOrDefault(method, Set.of()));
        }
      }
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      boolean initializer = name.equals("<clinit>");
      hasInitializer |= initializer;
      if (!initializer && !name.equals("<init>") && (access & Opcodes.ACC_STATIC) == 0) {
        return null;
      }
      String key = name + descriptor;
      return new MethodVisitor(Opcodes.ASM9) {
        private void used(int opcode, String owner) {
          if (isUse(opcode, owner, self)) {
            uses.computeIfAbsent(key, k -> new HashSet<>()).add(owner);
          }
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
          used(opcode, type);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String type) {
          used(opcode, owner);
        }

        @Override
        public void visitMethodInsn(
            int opcode, String owner, String method, String type, boolean isInterface) {
          used(opcode, owner);
          if (owner.equals(self)) {
            calls.computeIfAbsent(key, k -> new HashSet<>()).add(method + type);
          }
        }
      };
    }
  }
}
