package io.jlockdep.agent.weave;

import io.jlockdep.agent.weave.Replacements.Replacement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A class that is being woven. Methods that need nothing are copied byte for byte; frames are kept
 * and never computed, since that would need the class hierarchy.
 */
final class WovenClass {
  private static final String MAP_HOOKS = "io/jlockdep/runtime/MapHooks";

  private final ClassReader reader;
  private final byte[] classFile;
  private final @Nullable ClassLoader loader;
  private final Hierarchy.View types;
  private final Weaving weaving;
  private final boolean firstLoad;
  private final boolean ofJdk;
  private final int version;
  private final List<MethodNode> bridges = new ArrayList<>();
  private String sourceFile = "";
  private boolean changed;

  /** What its static initialiser consists of, if that may need, over others, the class itself. */
  private Set<String> initMethods = Set.of();

  private boolean shapeChanged;
  private @Nullable ClassScan scan;
  private @Nullable Sites sites;

  /** What all classes are woven with. */
  record Weaving(Replacements replacements, Declarations declarations, Registry registry) {}

  /**
   * @param reader of {@code classFile}
   * @param loader null for a class of the JDK, whose locks have no names of their own
   * @param firstLoad whether methods may be added and lose flags
   */
  WovenClass(
      ClassReader reader,
      byte[] classFile,
      @Nullable ClassLoader loader,
      Hierarchy.View types,
      Weaving weaving,
      boolean firstLoad) {
    this.reader = reader;
    this.classFile = classFile;
    this.loader = loader;
    this.types = types;
    this.weaving = weaving;
    this.firstLoad = firstLoad;
    ofJdk = loader == null;
    version = reader.readUnsignedShort(6);
  }

  /** The woven class file, or null if there was nothing to weave. */
  byte @Nullable [] weave() {
    ClassScan scan = ClassScan.of(this, reader);
    this.scan = scan;
    if (!ofJdk && scan.needsOthers()) {
      initMethods = new InitNeeds(types).cyclicMethods(reader);
    }
    if (scan.isEmpty() && initMethods.isEmpty()) {
      return null;
    }
    sourceFile = sourceOf(reader);
    try {
      return write(scan);
    } finally {
      Sites known = sites;
      if (known != null) {
        known.done();
      }
    }
  }

  /** The source file, or empty. */
  private static String sourceOf(ClassReader reader) {
    String[] source = {""};
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public void visitSource(@Nullable String file, @Nullable String debug) {
            source[0] = file == null ? "" : file;
          }
        },
        ClassReader.SKIP_CODE);
    return source[0];
  }

  private byte @Nullable [] write(ClassScan scan) {
    while (true) {
      try {
        return writeOnce(scan);
      } catch (MethodTooLargeException e) {
        // The others can still be woven.
        if (!scan.remove(e.getMethodName(), e.getDescriptor())) {
          throw e;
        }
        registry()
            .classSkipped(javaName(), e.getMethodName() + ": would be larger than a method may be");
        bridges.clear();
        changed = false;
        shapeChanged = false;
      }
    }
  }

  private byte @Nullable [] writeOnce(ClassScan scan) {
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
                || scan.isRemoved(name, descriptor)
                || !(scan.contains(name, descriptor)
                    || (!initMethods.isEmpty() && ClassInitWeaver.concerns(access, name)))) {
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
            for (MethodNode bridge : bridges) {
              bridge.accept(writer);
            }
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
      for (Declarations.DeclaredWait wait :
          declarations().waits(types, name(), node.name, node.desc)) {
        CountWeaver.weave(method, wait);
      }
      for (Declarations.DeclaredEvent event :
          declarations().events(types, name(), node.name, node.desc)) {
        EventWeaver.weave(method, event);
      }
      for (int operation : declarations().operations(types, name(), node.name, node.desc)) {
        OperationWeaver.weave(method, operation);
      }
    }
    if (!initMethods.isEmpty()) {
      ClassInitWeaver.weave(method, initMethods);
    }
    if (method.isChanged()) {
      node.maxStack += Code.EXTRA_STACK;
      changed = true;
    }
  }

  private static void weaveBody(WovenMethod method) {
    method.origins();
    if (!method.owner.isOfJdk()) {
      ConstructionWeaver.weave(method);
      FileOpenWeaver.weave(method);
      FieldStoreWeaver.weave(method);
      MethodReferenceWeaver.weave(method);
      ReflectiveCallWeaver.weave(method);
    }
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

  /** Whether it is a class of the JDK. */
  boolean isOfJdk() {
    return ofJdk;
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
    Replacement found = replacements().find(types, owner, name, descriptor, isStatic);
    // A map inside a class of the JDK is nobody's lock.
    return found != null && ofJdk && found.hookOwner().equals(MAP_HOOKS) ? null : found;
  }

  Sites sites() {
    Sites known = sites;
    if (known == null) {
      known = registry().sites(loader, javaName(), classFile);
      sites = known;
    }
    return known;
  }

  /** Whether a field holds a lock, as far as its type or this class tells. */
  boolean isLockField(String type, String field, String descriptor) {
    ClassScan known = scan;
    return FieldStoreWeaver.isLockType(descriptor)
        || (known != null && known.isMonitor(type, field));
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
