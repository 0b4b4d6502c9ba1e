package io.jlockdep.agent.weave;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** A method that is being woven, with what the weavers want to know about it. */
final class WovenMethod {
  final WovenClass owner;
  final MethodNode node;
  private final Set<AbstractInsnNode> plain = Collections.newSetFromMap(new IdentityHashMap<>());
  private final AbstractInsnNode[] original;
  private @Nullable Origins origins;
  private @Nullable Frames frames;
  private boolean changed;

  WovenMethod(WovenClass owner, MethodNode node) {
    this.owner = owner;
    this.node = node;
    original = node.instructions.toArray();
  }

  /** The instructions as they were before any weaver changed something. */
  AbstractInsnNode[] original() {
    return original;
  }

  /** Must be asked for before the first change. */
  Origins origins() {
    Origins known = origins;
    if (known == null) {
      known =
          owner.isOfJdk()
              ? Origins.shallow(owner.name(), node, owner.types())
              : new Origins(owner.name(), node, owner.types());
      origins = known;
    }
    return known;
  }

  /** Must be asked for before the first change that branches. */
  Frames frames() {
    Frames known = frames;
    if (known == null) {
      known = new Frames(this);
      frames = known;
    }
    return known;
  }

  /** A site for an instruction whose lock has no name. */
  int site(@Nullable AbstractInsnNode insn) {
    return site(insn, "", "");
  }

  /** A site for an instruction; a field's lock gets its declared name if it has one. */
  int site(@Nullable AbstractInsnNode insn, String lockName, String origin) {
    String name = lockName;
    String from = lockName.isEmpty() && !origin.equals("fresh") ? "" : origin;
    if (owner.isOfJdk()) {
      from = "jdk";
    }
    if (from.equals("field")) {
      Declarations.DeclaredField declared = owner.declarations().field(lockName);
      if (declared != null) {
        name = declared.name();
        from = "declared";
      }
    }
    return owner.sites().add(node.name, owner.sourceFile(), line(insn), name, from);
  }

  private int line(@Nullable AbstractInsnNode insn) {
    for (AbstractInsnNode at = insn; at != null; at = at.getPrevious()) {
      if (at instanceof LineNumberNode line) {
        return line.line;
      }
    }
    return firstLine();
  }

  /** The first line that the method has, or -1. */
  int firstLine() {
    for (AbstractInsnNode at : original) {
      if (at instanceof LineNumberNode line) {
        return line.line;
      }
    }
    return -1;
  }

  boolean isStatic() {
    return (node.access & Opcodes.ACC_STATIC) != 0;
  }

  boolean isSynchronized() {
    return (node.access & Opcodes.ACC_SYNCHRONIZED) != 0;
  }

  /**
   * Whether slot 0 holds the receiver throughout, so that an added handler may rely on it: nothing
   * is stored there and no frame forgets it.
   */
  boolean keepsReceiver() {
    if (isStatic()) {
      return false;
    }
    for (AbstractInsnNode insn : original) {
      if (insn instanceof VarInsnNode variable && overwritesReceiver(variable)) {
        return false;
      }
      if (insn instanceof FrameNode frame
          && (frame.local.isEmpty() || !owner.name().equals(frame.local.get(0)))) {
        return false;
      }
    }
    return true;
  }

  private static boolean overwritesReceiver(VarInsnNode variable) {
    return variable.var == 0
        && variable.getOpcode() >= Opcodes.ISTORE
        && variable.getOpcode() <= Opcodes.ASTORE;
  }

  Type returnType() {
    return Type.getReturnType(node.desc);
  }

  /** Leaves an instruction that weaving itself has added as it is. */
  void keepPlain(AbstractInsnNode insn) {
    plain.add(insn);
  }

  boolean isPlain(AbstractInsnNode insn) {
    return plain.contains(insn);
  }

  void markChanged() {
    changed = true;
  }

  boolean isChanged() {
    return changed;
  }
}
