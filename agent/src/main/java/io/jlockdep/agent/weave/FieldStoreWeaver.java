package io.jlockdep.agent.weave;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;

/** Weaves stores into fields whose locks have a declared name. */
final class FieldStoreWeaver {
  private FieldStoreWeaver() {}

  static void weave(WovenMethod method) {
    Declarations declarations = method.owner.declarations();
    for (AbstractInsnNode insn : method.original()) {
      if ((insn.getOpcode() == Opcodes.PUTFIELD || insn.getOpcode() == Opcodes.PUTSTATIC)
          && insn instanceof FieldInsnNode field
          && field.desc.startsWith("L")
          && declarations.mayDeclareField(field.name)) {
        Declarations.DeclaredField declared = declarations.field(method.origins().fieldName(field));
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
