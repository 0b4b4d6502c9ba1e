package io.jlockdep.agent.weave;

import java.util.ArrayDeque;
import java.util.Deque;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Weaves the constructors that open files for writing, so that the files are known by name. */
final class FileOpenWeaver {
  private static final String HOOKS = "io/jlockdep/runtime/StreamHooks";

  private FileOpenWeaver() {}

  static boolean opensFile(String type) {
    return type.equals("java/io/RandomAccessFile") || type.equals("java/io/FileOutputStream");
  }

  static void weave(WovenMethod method) {
    Deque<String> pending = new ArrayDeque<>();
    for (AbstractInsnNode insn : method.original()) {
      if (insn.getOpcode() == Opcodes.NEW && isDuplicated(insn)) {
        pending.push(((TypeInsnNode) insn).desc);
      } else if (insn instanceof MethodInsnNode call
          && call.getOpcode() == Opcodes.INVOKESPECIAL
          && call.name.equals("<init>")
          && !pending.isEmpty()
          && pending.peek().equals(call.owner)) {
        pending.pop();
        if (opensFile(call.owner)) {
          opened(method, call);
        }
      }
    }
  }

  private static boolean isDuplicated(AbstractInsnNode created) {
    AbstractInsnNode next = created.getNext();
    while (next != null && !Code.isReal(next)) {
      next = next.getNext();
    }
    return next != null && next.getOpcode() == Opcodes.DUP;
  }

  private static void opened(WovenMethod method, MethodInsnNode call) {
    Type[] arguments = Type.getArgumentTypes(call.desc);
    InsnList before = new InsnList();
    if (arguments.length == 1) {
      before.add(Code.insn(Opcodes.DUP));
      before.add(Code.insn(Opcodes.ACONST_NULL));
    } else if (arguments[1].getSort() == Type.OBJECT) {
      before.add(Code.insn(Opcodes.DUP2));
    } else {
      before.add(Code.insn(Opcodes.DUP2));
      before.add(Code.insn(Opcodes.POP));
      before.add(Code.insn(Opcodes.ACONST_NULL));
    }
    before.add(hook("opening", "(Ljava/lang/Object;Ljava/lang/Object;)V"));
    method.node.instructions.insertBefore(call, before);
    method.node.instructions.insert(
        call,
        MethodBody.list(Code.insn(Opcodes.DUP), hook("constructed", "(Ljava/lang/Object;)V")));
    method.markChanged();
  }

  private static MethodInsnNode hook(String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, HOOKS, name, descriptor, false);
  }
}
