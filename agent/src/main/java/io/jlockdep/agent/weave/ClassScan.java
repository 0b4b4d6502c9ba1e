package io.jlockdep.agent.weave;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Which methods of a class may need weaving: one quick pass, so that most classes and most methods
 * are never taken apart.
 */
final class ClassScan extends ClassVisitor {
  private final WovenClass owner;
  private final Set<String> methods = new HashSet<>();
  private final Set<String> removed = new HashSet<>();

  /** Fields whose objects are entered as monitors, and which methods store into which field. */
  private final Set<String> monitorFields = new HashSet<>();

  private final Map<String, Set<String>> stores = new HashMap<>();
  private boolean needsOthers;

  private ClassScan(WovenClass owner) {
    super(Opcodes.ASM9);
    this.owner = owner;
  }

  static ClassScan of(WovenClass owner, ClassReader reader) {
    ClassScan scan = new ClassScan(owner);
    reader.accept(scan, ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
    scan.monitorFields.forEach(
        field -> scan.methods.addAll(scan.stores.getOrDefault(field, Set.of())));
    return scan;
  }

  boolean isEmpty() {
    return methods.isEmpty();
  }

  boolean contains(String name, String descriptor) {
    return methods.contains(name + descriptor);
  }

  /** Whether there is a static initialiser that may have other classes initialised. */
  boolean needsOthers() {
    return needsOthers;
  }

  /** Leaves a method as it is after all; false if it was left already. */
  boolean remove(String name, String descriptor) {
    return removed.add(name + descriptor);
  }

  boolean isRemoved(String name, String descriptor) {
    return removed.contains(name + descriptor);
  }

  /** Whether the object in a field is entered as a monitor somewhere in the class. */
  boolean isMonitor(String type, String field) {
    return monitorFields.contains(type + "." + field);
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
      return null;
    }
    String key = name + descriptor;
    if ((access & Opcodes.ACC_SYNCHRONIZED) != 0 || owner.declarations().mayDeclareMethod(name)) {
      methods.add(key);
      return null;
    }
    return new MethodScan(key);
  }

  private final class MethodScan extends MethodVisitor {
    private final String key;
    private final boolean initializer;

    /** The field whose value was read just before, perhaps to be entered. */
    private String read = "";

    MethodScan(String key) {
      super(Opcodes.ASM9);
      this.key = key;
      initializer = key.startsWith("<clinit>");
    }

    private void uses(int opcode, String type) {
      // Also a method of its own may, which is found out later.
      needsOthers |=
          initializer
              && (opcode == Opcodes.INVOKESTATIC || InitNeeds.isUse(opcode, type, owner.name()));
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode == Opcodes.MONITORENTER || opcode == Opcodes.MONITOREXIT) {
        methods.add(key);
      }
      if (opcode == Opcodes.MONITORENTER && !read.isEmpty()) {
        monitorFields.add(read);
      } else if (opcode != Opcodes.DUP) {
        read = "";
      }
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
      if (opcode != Opcodes.ASTORE) {
        read = "";
      }
    }

    @Override
    public void visitLdcInsn(Object value) {
      read = "";
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      read = "";
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      uses(opcode, type);
      if (opcode == Opcodes.NEW
          && (ConstructionWeaver.mayBeLock(owner, type) || FileOpenWeaver.opensFile(type))) {
        methods.add(key);
      }
    }

    @Override
    public void visitFieldInsn(int opcode, String type, String name, String descriptor) {
      uses(opcode, type);
      if ((opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC)
          && (owner.declarations().mayDeclareField(name)
              || FieldStoreWeaver.isLockType(descriptor))) {
        methods.add(key);
      }
      String field = type + "." + name;
      boolean reads = opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC;
      read = reads ? field : "";
      if (!reads
          && !key.startsWith("<")
          && (descriptor.startsWith("L") || descriptor.startsWith("["))) {
        stores.computeIfAbsent(field, each -> new HashSet<>()).add(key);
      }
    }

    @Override
    public void visitMethodInsn(
        int opcode, String type, String name, String descriptor, boolean isInterface) {
      uses(opcode, type);
      read = "";
      // Names such as get, add or close are everywhere: the type decides.
      boolean isStatic = opcode == Opcodes.INVOKESTATIC;
      if ((owner.replacements().mayReplace(type, name, descriptor)
              && owner.replacementOf(type, name, descriptor, isStatic) != null)
          || name.equals(CallSiteWeaver.REDUCE_PERMITS)
          || ConstructionWeaver.makesCollection(type, name)
          || ReflectiveCallWeaver.isInvoke(type, name)) {
        methods.add(key);
      }
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      for (Object argument : arguments) {
        if (argument instanceof Handle handle
            && owner
                .replacements()
                .mayReplace(handle.getOwner(), handle.getName(), handle.getDesc())) {
          methods.add(key);
        }
      }
    }
  }
}
