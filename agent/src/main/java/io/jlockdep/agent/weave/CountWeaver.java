package io.jlockdep.agent.weave;

import io.jlockdep.agent.spec.CountedWait.Part;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Weaves the begin, end and wait methods of the spec file's {@code waits}. The count belongs to the
 * receiver or, of a static method, to its first argument.
 */
final class CountWeaver {
  private static final String HOOKS = "io/jlockdep/runtime/CountHooks";

  private CountWeaver() {}

  static void weave(WovenMethod method, Declarations.DeclaredWait wait) {
    int owner = slotOfOwner(method);
    if (owner < 0) {
      method.owner.skip(
          method,
          "declared as "
              + wait.part().name().toLowerCase(java.util.Locale.ROOT)
              + " method of a wait, but it is static and its first parameter is no object");
      return;
    }
    int site = method.site(null);
    InsnList entry =
        MethodBody.list(
            new VarInsnNode(Opcodes.ALOAD, owner),
            Code.push(wait.id()),
            Code.push(site),
            hook(entryHook(wait.part()), "(Ljava/lang/Object;II)V"));
    if (wait.part() != Part.WAIT) {
      method.node.instructions.insert(entry);
      method.markChanged();
      return;
    }
    InsnList handler = leaving(0);
    handler.add(MethodBody.rethrow());
    new MethodBody(method).surround(entry, new InsnList(), insn -> leaving(1), handler, false);
  }

  private static InsnList leaving(int normal) {
    return MethodBody.list(Code.push(normal), hook("waited", "(Z)V"));
  }

  private static String entryHook(Part part) {
    return switch (part) {
      case BEGIN -> "beginning";
      case END -> "ending";
      case WAIT -> "waiting";
    };
  }

  private static int slotOfOwner(WovenMethod method) {
    if (!method.isStatic()) {
      return 0;
    }
    Type[] arguments = Type.getArgumentTypes(method.node.desc);
    boolean isObject =
        arguments.length > 0
            && (arguments[0].getSort() == Type.OBJECT || arguments[0].getSort() == Type.ARRAY);
    return isObject ? 0 : -1;
  }

  private static MethodInsnNode hook(String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, HOOKS, name, descriptor, false);
  }
}
