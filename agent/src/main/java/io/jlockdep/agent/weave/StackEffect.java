package io.jlockdep.agent.weave;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;

/**
 * How many values an instruction takes off the stack and then puts on it; a long counts once.
 *
 * @param pops how many it takes
 * @param pushes how many it puts
 */
record StackEffect(int pops, int pushes) {
  private static final StackEffect NOTHING = new StackEffect(0, 0);
  private static final StackEffect PUSH = new StackEffect(0, 1);
  private static final StackEffect POP = new StackEffect(1, 0);
  private static final StackEffect POP_TWO = new StackEffect(2, 0);
  private static final StackEffect POP_THREE = new StackEffect(3, 0);
  private static final StackEffect UNARY = new StackEffect(1, 1);
  private static final StackEffect BINARY = new StackEffect(2, 1);

  /** Null for what copies or swaps pairs, and for what control does not simply pass through. */
  static @Nullable StackEffect of(AbstractInsnNode insn) {
    if (insn instanceof MethodInsnNode call) {
      int receiver = call.getOpcode() == Opcodes.INVOKESTATIC ? 0 : 1;
      return call(call.desc, receiver);
    }
    if (insn instanceof InvokeDynamicInsnNode call) {
      return call(call.desc, 0);
    }
    if (insn instanceof MultiANewArrayInsnNode array) {
      return new StackEffect(array.dims, 1);
    }
    return of(insn.getOpcode());
  }

  private static StackEffect call(String descriptor, int receiver) {
    return new StackEffect(
        Type.getArgumentTypes(descriptor).length + receiver, descriptor.endsWith(")V") ? 0 : 1);
  }

  private static @Nullable StackEffect of(int opcode) {
    if (opcode == Opcodes.NOP || opcode == Opcodes.IINC) {
      return NOTHING;
    }
    if (opcode <= Opcodes.ALOAD || opcode == Opcodes.GETSTATIC || opcode == Opcodes.NEW) {
      return PUSH;
    }
    if (opcode <= Opcodes.SALOAD) {
      return BINARY;
    }
    if (opcode <= Opcodes.ASTORE) {
      return POP;
    }
    if (opcode <= Opcodes.SASTORE) {
      return POP_THREE;
    }
    if (opcode <= Opcodes.SWAP) {
      return switch (opcode) {
        case Opcodes.POP -> POP;
        case Opcodes.DUP -> new StackEffect(1, 2);
        case Opcodes.DUP_X1 -> new StackEffect(2, 3);
        case Opcodes.SWAP -> new StackEffect(2, 2);
        default -> null;
      };
    }
    if (opcode <= Opcodes.LXOR) {
      return opcode >= Opcodes.INEG && opcode <= Opcodes.DNEG ? UNARY : BINARY;
    }
    if (opcode <= Opcodes.I2S) {
      return UNARY;
    }
    if (opcode <= Opcodes.DCMPG) {
      return BINARY;
    }
    if (opcode <= Opcodes.IFLE) {
      return POP;
    }
    if (opcode <= Opcodes.IF_ACMPNE) {
      return POP_TWO;
    }
    return switch (opcode) {
      case Opcodes.PUTSTATIC,
          Opcodes.MONITORENTER,
          Opcodes.MONITOREXIT,
          Opcodes.IFNULL,
          Opcodes.IFNONNULL ->
          POP;
      case Opcodes.PUTFIELD -> POP_TWO;
      case Opcodes.GETFIELD,
          Opcodes.NEWARRAY,
          Opcodes.ANEWARRAY,
          Opcodes.ARRAYLENGTH,
          Opcodes.CHECKCAST,
          Opcodes.INSTANCEOF ->
          UNARY;
      default -> null;
    };
  }
}
