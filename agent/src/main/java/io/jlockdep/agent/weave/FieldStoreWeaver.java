package io.jlockdep.agent.weave;

import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;

/**
 * Weaves stores into fields that are locks: those with a declared name, those whose lock would be
 * replaced by the store, and those that are the first to name a lock.
 */
final class FieldStoreWeaver {
  private static final Set<String> LOCK_TYPES =
      Set.of(
          "Ljava/util/concurrent/locks/Lock;",
          "Ljava/util/concurrent/locks/ReentrantLock;",
          "Ljava/util/concurrent/locks/ReadWriteLock;",
          "Ljava/util/concurrent/locks/ReentrantReadWriteLock;",
          "Ljava/util/concurrent/locks/StampedLock;");

  private FieldStoreWeaver() {}

  /** Whether a field of that type is a lock. */
  static boolean isLockType(String descriptor) {
    return LOCK_TYPES.contains(descriptor);
  }

  static void weave(WovenMethod method) {
    Declarations declarations = method.owner.declarations();
    for (AbstractInsnNode insn : method.original()) {
      if ((insn.getOpcode() == Opcodes.PUTFIELD || insn.getOpcode() == Opcodes.PUTSTATIC)
          && insn instanceof FieldInsnNode field) {
        if (mayReplace(method, field)) {
          replacing(method, field);
        } else if (isGivenName(method, field)) {
          named(method, field);
        }
        if (field.desc.startsWith("L") && declarations.mayDeclareField(field.name)) {
          Declarations.DeclaredField declared =
              declarations.field(method.origins().fieldName(field));
          if (declared != null) {
            method.node.instructions.insertBefore(
                field,
                MethodBody.list(
                    Code.insn(Opcodes.DUP),
                    Code.push(declared.id()),
                    Code.hook("stored", "(Ljava/lang/Object;I)V")));
            method.markChanged();
          }
        }
      }
    }
  }

  /**
   * Whether the store may replace a lock. A constructor makes the first. Of another object than
   * {@code this} the old value is not read: if that object were null, the message of the exception
   * would be another one.
   */
  private static boolean mayReplace(WovenMethod method, FieldInsnNode field) {
    return !method.node.name.startsWith("<")
        && (field.desc.startsWith("L") || field.desc.startsWith("["))
        && method.owner.isLockField(field.owner, field.name, field.desc)
        && (field.getOpcode() == Opcodes.PUTSTATIC
            || (!method.isStatic()
                && method.keepsReceiver()
                && method.origins().isSlotZero(field, 1)));
  }

  /**
   * Whether a constructor stores a lock there that it has not made itself: one that nobody knows by
   * then, say from a factory that is not woven or made by a call that no weaver can read, is known
   * by that field.
   */
  private static boolean isGivenName(WovenMethod method, FieldInsnNode field) {
    return method.node.name.startsWith("<")
        && isLockType(field.desc)
        && !method.origins().isFresh(field, 0);
  }

  private static void named(WovenMethod method, FieldInsnNode field) {
    int site = method.site(field, method.origins().fieldName(field), "field");
    method.node.instructions.insertBefore(
        field,
        MethodBody.list(
            Code.insn(Opcodes.DUP), Code.push(site), Code.hook("named", "(Ljava/lang/Object;I)V")));
    method.markChanged();
  }

  private static void replacing(WovenMethod method, FieldInsnNode field) {
    int site = method.site(field, method.origins().fieldName(field), "field");
    InsnList before =
        field.getOpcode() == Opcodes.PUTSTATIC
            ? MethodBody.list(
                Code.insn(Opcodes.DUP),
                new FieldInsnNode(Opcodes.GETSTATIC, field.owner, field.name, field.desc))
            : MethodBody.list(
                Code.insn(Opcodes.DUP2),
                Code.insn(Opcodes.SWAP),
                new FieldInsnNode(Opcodes.GETFIELD, field.owner, field.name, field.desc));
    before.add(Code.push(site));
    before.add(Code.hook("replacing", "(Ljava/lang/Object;Ljava/lang/Object;I)V"));
    method.node.instructions.insertBefore(field, before);
    method.markChanged();
  }
}
