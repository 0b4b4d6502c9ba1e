package io.jlockdep.agent.weave;

import io.jlockdep.agent.weave.Replacements.Replacement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A class that is being woven. Methods that need nothing are copied byte for byte; frames are kept
 * and never computed, since that would need the class hierarchy.
 */
final class WovenClass {
  private final ClassReader reader;
  private final Hierarchy.View types;
  private final Weaving weaving;
  private final boolean firstLoad;
  private final int version;
  private final List<MethodNode> bridges = new ArrayList<>();
  private String sourceFile = "";
  private boolean changed;
  private boolean shapeChanged;

  /** What all classes are woven with. */
  record Weaving(Replacements replacements, Declarations declarations, Registry registry) {}

  /**
   * @param firstLoad whether methods may be added and lose flags
   */
  WovenClass(ClassReader reader, Hierarchy.View types, Weaving weaving, boolean firstLoad) {
    this.reader = reader;
    this.types = types;
    this.weaving = weaving;
    this.firstLoad = firstLoad;
    version = reader.readUnsignedShort(6);
  }

  /** The woven class file, or null if there was nothing to weave. */
  byte @Nullable [] weave() {
    ClassScan scan = ClassScan.of(this, reader);
    if (scan.isEmpty()) {
      return null;
    }
    sourceFile = scan.source();
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0
                || !scan.contains(name, descriptor)) {
              return super.visitMethod(access, name, descriptor, signature, exceptions);
            }
            return new MethodNode(Opcodes.ASM9, access, name, descriptor, signature, exceptions) {
              @Override
              public void visitEnd() {
                weave(this);
                accept(writer);
              }
            };
          }

          @Override
          public void visitEnd() {
            bridges.forEach(bridge -> bridge.accept(writer));
            super.visitEnd();
          }
        },
        ClassReader.EXPAND_FRAMES);
    return changed ? writer.toByteArray() : null;
  }

  private void weave(MethodNode node) {
    WovenMethod method = new WovenMethod(this, node);
    boolean constructor = node.name.startsWith("<");
    Declarations.DeclaredLock lock =
        constructor ? null : declarations().lock(types, name(), node.name, node.desc);
    if (lock != null) {
      // Its body is not looked into.
      DeclaredLockWeaver.weave(method, lock);
    } else {
      weaveBody(method);
    }
    if (!constructor) {
      for (int operation : declarations().operations(types, name(), node.name, node.desc)) {
        OperationWeaver.weave(method, operation);
      }
    }
    if (method.isChanged()) {
      node.maxStack += Code.EXTRA_STACK;
      changed = true;
    }
  }

  private static void weaveBody(WovenMethod method) {
    method.origins();
    ConstructionWeaver.weave(method);
    FieldStoreWeaver.weave(method);
    MethodReferenceWeaver.weave(method);
    CallSiteWeaver.weave(method);
    MonitorWeaver.weave(method);
    if (method.isSynchronized()) {
      SynchronizedMethodWeaver.weave(method);
    }
  }

  /** Whether the class got methods or lost flags: then it must be woven the same way for ever. */
  boolean isShapeChanged() {
    return shapeChanged;
  }

  void changeShape() {
    shapeChanged = true;
  }

  /** Internal name. */
  String name() {
    return reader.getClassName();
  }

  /** Name with dots. */
  String javaName() {
    return name().replace('/', '.');
  }

  String sourceFile() {
    return sourceFile;
  }

  boolean isInterface() {
    return (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0;
  }

  boolean isFirstLoad() {
    return firstLoad;
  }

  /** Whether the JVM checks frames (class files of Java 6 and later). */
  boolean hasFrames() {
    return version >= Opcodes.V1_6;
  }

  /** Whether {@code ldc} may load a class (class files of Java 5 and later). */
  boolean canLoadClassConstants() {
    return version >= Opcodes.V1_5;
  }

  /** Whether it costs little to look up what a type extends. */
  boolean isNearby(String type) {
    int dollar = name().indexOf('$');
    String outermost = dollar < 0 ? name() : name().substring(0, dollar);
    return type.startsWith(outermost)
            && (type.length() == outermost.length() || type.charAt(outermost.length()) == '$')
        || (!Hierarchy.isJdk(type) && types.isKnown(type));
  }

  Hierarchy.View types() {
    return types;
  }

  Declarations declarations() {
    return weaving.declarations();
  }

  Replacements replacements() {
    return weaving.replacements();
  }

  Registry registry() {
    return weaving.registry();
  }

  @Nullable Replacement replacementOf(MethodInsnNode call) {
    return replacementOf(
        call.owner, call.name, call.desc, call.getOpcode() == Opcodes.INVOKESTATIC);
  }

  @Nullable Replacement replacementOf(
      String owner, String name, String descriptor, boolean isStatic) {
    return replacements().find(types, owner, name, descriptor, isStatic);
  }

  /** A number for the next added method. */
  int nextBridge() {
    return bridges.size();
  }

  void addMethod(MethodNode bridge) {
    bridges.add(bridge);
  }

  /** Lists a method that cannot be woven. */
  void skip(WovenMethod method, String reason) {
    registry().classSkipped(javaName(), method.node.name + ": " + reason);
  }
}
