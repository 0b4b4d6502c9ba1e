package io.jlockdep.agent.weave;

import io.jlockdep.agent.weave.Replacements.Replacement;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Replaces method references such as {@code lock::unlock}: the reference goes to a private bridge
 * that calls the hook. A class that is loaded already cannot get new methods, so its references
 * stay as they are, and so do serializable ones, whose form is written to files.
 */
final class MethodReferenceWeaver {
  private static final String FACTORY = "java/lang/invoke/LambdaMetafactory";

  private MethodReferenceWeaver() {}

  static void weave(WovenMethod method) {
    if (!method.owner.isFirstLoad()) {
      return;
    }
    for (AbstractInsnNode insn : method.original()) {
      if (insn instanceof InvokeDynamicInsnNode dynamic
          && dynamic.bsm.getOwner().equals(FACTORY)
          && dynamic.bsm.getName().equals("metafactory")
          && dynamic.bsmArgs.length == 3
          && dynamic.bsmArgs[1] instanceof Handle handle) {
        Replacement replacement = replacementOf(method, handle);
        if (replacement != null) {
          dynamic.bsmArgs[1] = bridge(method, dynamic, handle, replacement);
          method.markChanged();
          method.owner.changeShape();
        }
      }
    }
  }

  private static @Nullable Replacement replacementOf(WovenMethod method, Handle handle) {
    boolean isStatic = handle.getTag() == Opcodes.H_INVOKESTATIC;
    boolean isVirtual =
        handle.getTag() == Opcodes.H_INVOKEVIRTUAL || handle.getTag() == Opcodes.H_INVOKEINTERFACE;
    return isStatic || isVirtual
        ? method.owner.replacementOf(
            handle.getOwner(), handle.getName(), handle.getDesc(), isStatic)
        : null;
  }

  private static Handle bridge(
      WovenMethod method, InvokeDynamicInsnNode dynamic, Handle handle, Replacement replacement) {
    Type[] captured = Type.getArgumentTypes(dynamic.desc);
    Type[] arguments = Type.getArgumentTypes(handle.getDesc());
    Type[] parameters = arguments;
    if (!replacement.isStatic()) {
      parameters = new Type[arguments.length + 1];
      // A captured receiver must have the very type that the call site passes.
      parameters[0] = captured.length > 0 ? captured[0] : Type.getObjectType(handle.getOwner());
      System.arraycopy(arguments, 0, parameters, 1, arguments.length);
    }
    String name = "jlockdep$ref$" + method.owner.nextBridge() + "$" + handle.getName();
    String descriptor = Type.getMethodDescriptor(Type.getReturnType(handle.getDesc()), parameters);
    String origin =
        !replacement.isStatic() && captured.length == 1 ? method.origins().of(dynamic, 0) : "";

    MethodNode bridge =
        new MethodNode(
            Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
            name,
            descriptor,
            null,
            null);
    int slot = 0;
    for (Type parameter : parameters) {
      bridge.instructions.add(new VarInsnNode(parameter.getOpcode(Opcodes.ILOAD), slot));
      slot += parameter.getSize();
    }
    bridge.instructions.add(Code.push(method.site(dynamic, origin, "field")));
    bridge.instructions.add(
        new MethodInsnNode(
            Opcodes.INVOKESTATIC,
            replacement.hookOwner(),
            replacement.name(),
            replacement.hookDescriptor(),
            false));
    bridge.instructions.add(
        new InsnNode(Type.getReturnType(handle.getDesc()).getOpcode(Opcodes.IRETURN)));
    bridge.maxLocals = slot;
    bridge.maxStack = slot + Code.EXTRA_STACK;
    method.owner.addMethod(bridge);
    return new Handle(
        Opcodes.H_INVOKESTATIC, method.owner.name(), name, descriptor, method.owner.isInterface());
  }
}
