package io.jlockdep.agent.weave;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Weaves calls of {@code Method.invoke}: a lock's method goes to its hook. */
final class ReflectiveCallWeaver {
  private static final String HOOKS = "io/jlockdep/runtime/ReflectionHooks";
  private static final String OPERANDS =
      "Ljava/lang/reflect/Method;Ljava/lang/Object;[Ljava/lang/Object;";

  private ReflectiveCallWeaver() {}

  static boolean isInvoke(String owner, String name) {
    return owner.equals("java/lang/reflect/Method") && name.equals("invoke");
  }

  static void weave(WovenMethod method) {
    int free = -1;
    for (AbstractInsnNode insn : method.original()) {
      if (insn instanceof MethodInsnNode call && isInvoke(call.owner, call.name)) {
        if (free < 0) {
          free = method.node.maxLocals;
          method.node.maxLocals += 3;
        }
        redirect(method, call, free);
      }
    }
  }

  /** Three variables beyond all others, live only here, so that no frame speaks of them. */
  private static void redirect(WovenMethod method, MethodInsnNode call, int free) {
    MethodNode node = method.node;
    node.instructions.insertBefore(
        call,
        MethodBody.list(
            new VarInsnNode(Opcodes.ASTORE, free + 2),
            new VarInsnNode(Opcodes.ASTORE, free + 1),
            new VarInsnNode(Opcodes.ASTORE, free),
            new VarInsnNode(Opcodes.ALOAD, free),
            new VarInsnNode(Opcodes.ALOAD, free + 1),
            new VarInsnNode(Opcodes.ALOAD, free + 2),
            hook("method", "(" + OPERANDS + ")Ljava/lang/reflect/Method;"),
            new VarInsnNode(Opcodes.ALOAD, free),
            new VarInsnNode(Opcodes.ALOAD, free + 1),
            new VarInsnNode(Opcodes.ALOAD, free + 2),
            hook("target", "(" + OPERANDS + ")Ljava/lang/Object;"),
            new VarInsnNode(Opcodes.ALOAD, free),
            new VarInsnNode(Opcodes.ALOAD, free + 1),
            new VarInsnNode(Opcodes.ALOAD, free + 2),
            Code.push(method.site(call)),
            hook("arguments", "(" + OPERANDS + "I)[Ljava/lang/Object;")));
    method.markChanged();
  }

  private static MethodInsnNode hook(String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, HOOKS, name, descriptor, false);
  }
}
