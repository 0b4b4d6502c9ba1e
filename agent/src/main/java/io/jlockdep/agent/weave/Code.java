package io.jlockdep.agent.weave;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** The few instructions that weaving inserts. */
final class Code {
  /** How much deeper the stack gets at most by what is inserted at one place. */
  static final int EXTRA_STACK = 6;

  private static final String HOOKS = "io/jlockdep/runtime/Hooks";

  private Code() {}

  static AbstractInsnNode push(int value) {
    if (value >= -1 && value <= 5) {
      return new InsnNode(Opcodes.ICONST_0 + value);
    }
    if (value == (byte) value) {
      return new IntInsnNode(Opcodes.BIPUSH, value);
    }
    if (value == (short) value) {
      return new IntInsnNode(Opcodes.SIPUSH, value);
    }
    return new LdcInsnNode(value);
  }

  /** A call of a method of the runtime's {@code Hooks}. */
  static MethodInsnNode hook(String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, HOOKS, name, descriptor, false);
  }

  static InsnNode insn(int opcode) {
    return new InsnNode(opcode);
  }

  static boolean isReal(AbstractInsnNode insn) {
    return insn.getOpcode() >= 0;
  }

  static boolean isReturn(AbstractInsnNode insn) {
    return insn.getOpcode() >= Opcodes.IRETURN && insn.getOpcode() <= Opcodes.RETURN;
  }
}
