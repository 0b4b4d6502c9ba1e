package io.jlockdep.agent.weave;

import io.jlockdep.agent.weave.Replacements.Replacement;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** Replaces calls of the JDK's lock, wait, thread and file methods by calls of hooks. */
final class CallSiteWeaver {
  static final String REDUCE_PERMITS = "reducePermits";

  private CallSiteWeaver() {}

  private record Call(MethodInsnNode insn, Replacement replacement, int site) {}

  static void weave(WovenMethod method) {
    // First all sites, then the changes: the origin of rw.readLock() in rw.readLock().lock() is
    // only
    // found while readLock() is still a call of its own class.
    List<Call> calls = new ArrayList<>();
    for (AbstractInsnNode insn : method.original()) {
      if (insn instanceof MethodInsnNode call && isSuperStart(method, call)) {
        announceStart(method, call);
      } else if (insn instanceof MethodInsnNode call && isReducePermits(method, call)) {
        announceReduction(method, call);
      } else if (insn instanceof MethodInsnNode call && call.getOpcode() != Opcodes.INVOKESPECIAL) {
        Replacement replacement = method.owner.replacementOf(call);
        if (replacement != null) {
          calls.add(new Call(call, replacement, site(method, call, replacement)));
        }
      }
    }
    if (calls.stream().anyMatch(call -> LockCalls.isOne(call.replacement()))) {
      method.frames(); // before anything is changed
    }
    for (Call call : calls) {
      boolean surrounded =
          LockCalls.isOne(call.replacement())
              && LockCalls.surround(method, call.insn(), call.replacement(), call.site());
      if (!surrounded) {
        replace(method, call.insn(), call.replacement(), call.site());
      }
    }
  }

  /** The method is protected, so that no hook can call it instead. */
  private static boolean isReducePermits(WovenMethod method, MethodInsnNode call) {
    return call.name.equals(REDUCE_PERMITS)
        && call.desc.equals("(I)V")
        && method.owner.types().isSubtype(call.owner, "java/util/concurrent/Semaphore");
  }

  private static void announceReduction(WovenMethod method, MethodInsnNode call) {
    method.node.instructions.insertBefore(
        call,
        MethodBody.list(
            Code.insn(Opcodes.DUP2),
            Code.push(method.site(call)),
            new MethodInsnNode(
                Opcodes.INVOKESTATIC,
                "io/jlockdep/runtime/SemaphoreHooks",
                "reducing",
                "(Ljava/lang/Object;II)V",
                false)));
    method.markChanged();
  }

  private static boolean isSuperStart(WovenMethod method, MethodInsnNode call) {
    return call.getOpcode() == Opcodes.INVOKESPECIAL
        && call.name.equals("start")
        && call.desc.equals("()V")
        && method.owner.types().isSubtype(call.owner, "java/lang/Thread");
  }

  private static void announceStart(WovenMethod method, MethodInsnNode call) {
    method.node.instructions.insertBefore(
        call,
        MethodBody.list(
            Code.insn(Opcodes.DUP),
            Code.push(method.site(call)),
            new MethodInsnNode(
                Opcodes.INVOKESTATIC,
                "io/jlockdep/runtime/ThreadHooks",
                "startingSuper",
                "(Ljava/lang/Object;I)V",
                false)));
    method.markChanged();
  }

  private static int site(WovenMethod method, MethodInsnNode call, Replacement replacement) {
    String name =
        replacement.isStatic()
            ? ""
            : method.origins().of(call, Type.getArgumentTypes(call.desc).length);
    return method.site(call, name, "field");
  }

  private static void replace(
      WovenMethod method, MethodInsnNode call, Replacement replacement, int site) {
    method.node.instructions.insertBefore(call, Code.push(site));
    call.setOpcode(Opcodes.INVOKESTATIC);
    call.owner = replacement.hookOwner();
    call.desc = replacement.hookDescriptor();
    call.itf = false;
    method.markChanged();
  }
}
