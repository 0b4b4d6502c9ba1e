package io.jlockdep.agent.weave;

import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Weaves classes whose static initialisers need one another: see {@link InitNeeds}. */
final class ClassInitWeaver {
  private static final String HOOKS = "io/jlockdep/runtime/ClassInitHooks";
  private static final String OF_ONE = "(Ljava/lang/Class;I)V";

  private ClassInitWeaver() {}

  /** Whether the method is woven, in a class of which the initialiser is of interest. */
  static boolean concerns(int access, String name) {
    return name.equals("<clinit>") || name.equals("<init>") || (access & Opcodes.ACC_STATIC) != 0;
  }

  /**
   * Weaves a method.
   *
   * @param initMethods what the static initialiser consists of
   */
  static void weave(WovenMethod method, Set<String> initMethods) {
    if (!method.owner.canLoadClassConstants() || !concerns(method.node.access, method.node.name)) {
      return;
    }
    if (initMethods.contains(method.node.name + method.node.desc)) {
      needs(method);
    }
    if (method.node.name.equals("<clinit>")) {
      initializer(method);
    } else if ((method.node.access & Opcodes.ACC_PRIVATE) == 0
        || method.node.name.equals("<init>")) {
      method.node.instructions.insert(call(method, "used", method.site(null)));
      method.markChanged();
    }
  }

  private static void needs(WovenMethod method) {
    for (AbstractInsnNode insn : method.original()) {
      String used = used(insn);
      if (InitNeeds.isUse(insn.getOpcode(), used, method.owner.name())) {
        method.node.instructions.insertBefore(
            insn,
            MethodBody.list(
                type(method.owner.name()),
                type(used),
                Code.push(method.site(insn)),
                hook("needs", "(Ljava/lang/Class;Ljava/lang/Class;I)V")));
        method.markChanged();
      }
    }
  }

  private static void initializer(WovenMethod method) {
    int site = method.site(null);
    InsnList handler = call(method, "end", site);
    handler.add(MethodBody.rethrow());
    new MethodBody(method)
        .surround(
            call(method, "begin", site),
            new InsnList(),
            insn -> call(method, "end", site),
            handler,
            false);
  }

  private static String used(AbstractInsnNode insn) {
    if (insn instanceof TypeInsnNode made) {
      return made.desc;
    }
    if (insn instanceof FieldInsnNode field) {
      return field.owner;
    }
    return insn instanceof MethodInsnNode call ? call.owner : "";
  }

  private static InsnList call(WovenMethod method, String name, int site) {
    return MethodBody.list(type(method.owner.name()), Code.push(site), hook(name, OF_ONE));
  }

  private static LdcInsnNode type(String name) {
    return new LdcInsnNode(Type.getObjectType(name));
  }

  private static MethodInsnNode hook(String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, HOOKS, name, descriptor, false);
  }
}
