package io.jlockdep.agent.weave;

import io.jlockdep.agent.spec.LockMethod;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.VarInsnNode;

/** Weaves the acquire, try and release methods of lock types that the spec file declares. */
final class DeclaredLockWeaver {
  private static final String LOCK_HOOK = "(Ljava/lang/Object;I)V";

  private DeclaredLockWeaver() {}

  static void weave(WovenMethod method, Declarations.DeclaredLock lock) {
    LockMethod.Kind kind = lock.method().kind();
    String reason = obstacle(method, kind);
    if (!reason.isEmpty()) {
      method.owner.skip(method, reason);
      return;
    }
    boolean release = kind == LockMethod.Kind.RELEASE;
    InsnList entry = call(lock, release ? "declaredReleasing" : "declaredAcquiring");
    InsnList handler = release ? new InsnList() : call(lock, "declaredAbandoned");
    handler.add(call(lock, "declaredLeaving"));
    handler.add(MethodBody.rethrow());
    new MethodBody(method)
        .surround(entry, new InsnList(), insn -> leave(lock, kind), handler, true);
  }

  private static String obstacle(WovenMethod method, LockMethod.Kind kind) {
    if (method.isStatic()) {
      return "declared as " + kind.word() + " method of a lock, but it is static";
    }
    if (kind == LockMethod.Kind.TRY && !method.returnType().equals(Type.BOOLEAN_TYPE)) {
      return "declared as try method of a lock, but it does not return a boolean";
    }
    if (!method.keepsReceiver()) {
      return "declared as " + kind.word() + " method of a lock, but its receiver is overwritten";
    }
    return "";
  }

  private static InsnList leave(Declarations.DeclaredLock lock, LockMethod.Kind kind) {
    InsnList code = new InsnList();
    if (kind == LockMethod.Kind.ACQUIRE) {
      code.add(receiver());
      code.add(Code.push(lock.id()));
      code.add(Code.insn(Opcodes.ICONST_1));
      code.add(Code.hook("declaredAcquired", "(Ljava/lang/Object;IZ)V"));
    } else if (kind == LockMethod.Kind.TRY) {
      code.add(Code.insn(Opcodes.DUP));
      code.add(receiver());
      code.add(Code.insn(Opcodes.SWAP));
      code.add(Code.push(lock.id()));
      code.add(Code.insn(Opcodes.SWAP));
      code.add(Code.hook("declaredAcquired", "(Ljava/lang/Object;IZ)V"));
    }
    code.add(call(lock, "declaredLeaving"));
    return code;
  }

  private static InsnList call(Declarations.DeclaredLock lock, String hook) {
    return MethodBody.list(receiver(), Code.push(lock.id()), Code.hook(hook, LOCK_HOOK));
  }

  private static AbstractInsnNode receiver() {
    return new VarInsnNode(Opcodes.ALOAD, 0);
  }
}
