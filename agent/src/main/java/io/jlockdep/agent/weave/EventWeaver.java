package io.jlockdep.agent.weave;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Weaves the methods that the spec file declares as events: on entry, or before each return, their
 * values are handed to a hook.
 */
final class EventWeaver {
  private static final String HOOKS = "io/jlockdep/runtime/EventHooks";
  private static final String DESCRIPTOR =
      "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;II)V";

  private final WovenMethod method;
  private final Declarations.DeclaredEvent event;
  private final Type[] arguments;

  private EventWeaver(WovenMethod method, Declarations.DeclaredEvent event) {
    this.method = method;
    this.event = event;
    this.arguments = Type.getArgumentTypes(method.node.desc);
  }

  static void weave(WovenMethod method, Declarations.DeclaredEvent event) {
    new EventWeaver(method, event).weave();
  }

  private void weave() {
    for (String arg : event.point().args()) {
      if (!isThere(arg)) {
        method.owner.skip(method, "declared as event with '" + arg + "', which it does not have");
        return;
      }
    }
    int site = method.site(null);
    if (!event.point().onReturn()) {
      method.node.instructions.insert(code(site, -1));
    } else {
      for (AbstractInsnNode insn : method.node.instructions.toArray()) {
        if (Code.isReturn(insn)) {
          method.node.instructions.insertBefore(insn, code(site, insn.getOpcode()));
        }
      }
    }
    method.markChanged();
  }

  private boolean isThere(String arg) {
    return switch (arg) {
      case "thread" -> true;
      case "this" -> !method.isStatic();
      case "result" -> Type.getReturnType(method.node.desc).getSort() != Type.VOID;
      default -> Integer.parseInt(arg) <= arguments.length;
    };
  }

  /** The result, if it is wanted, is on the stack and stays there; it comes first. */
  private InsnList code(int site, int returning) {
    InsnList code = new InsnList();
    int values = 0;
    if (event.point().args().contains("result")) {
      Type type = Type.getReturnType(method.node.desc);
      code.add(new InsnNode(type.getSize() == 2 ? Opcodes.DUP2 : Opcodes.DUP));
      box(code, type);
      values++;
    }
    for (String arg : event.point().args()) {
      if (!arg.equals("result")) {
        load(code, arg);
        values++;
      }
    }
    for (; values < 3; values++) {
      code.add(new InsnNode(Opcodes.ACONST_NULL));
    }
    code.add(Code.push(event.id()));
    code.add(Code.push(site));
    code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, HOOKS, "occurred", DESCRIPTOR, false));
    return code;
  }

  private void load(InsnList code, String arg) {
    if (arg.equals("this")) {
      code.add(new VarInsnNode(Opcodes.ALOAD, 0));
    } else if (arg.equals("thread")) {
      code.add(
          new MethodInsnNode(
              Opcodes.INVOKESTATIC,
              "java/lang/Thread",
              "currentThread",
              "()Ljava/lang/Thread;",
              false));
    } else {
      int index = Integer.parseInt(arg) - 1;
      int slot = method.isStatic() ? 0 : 1;
      for (int i = 0; i < index; i++) {
        slot += arguments[i].getSize();
      }
      code.add(new VarInsnNode(arguments[index].getOpcode(Opcodes.ILOAD), slot));
      box(code, arguments[index]);
    }
  }

  /** Whole numbers become a Long; of other numbers only that they are there is told. */
  private static void box(InsnList code, Type type) {
    switch (type.getSort()) {
      case Type.BOOLEAN, Type.BYTE, Type.CHAR, Type.SHORT, Type.INT -> {
        code.add(new InsnNode(Opcodes.I2L));
        code.add(valueOf());
      }
      case Type.LONG -> code.add(valueOf());
      case Type.FLOAT -> {
        code.add(new InsnNode(Opcodes.F2L));
        code.add(valueOf());
      }
      case Type.DOUBLE -> {
        code.add(new InsnNode(Opcodes.D2L));
        code.add(valueOf());
      }
      default -> {
        // a reference as it is
      }
    }
  }

  private static MethodInsnNode valueOf() {
    return new MethodInsnNode(
        Opcodes.INVOKESTATIC, "java/lang/Long", "valueOf", "(J)Ljava/lang/Long;", false);
  }
}
