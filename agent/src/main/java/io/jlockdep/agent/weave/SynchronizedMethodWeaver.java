package io.jlockdep.agent.weave;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Weaves synchronized methods.
 *
 * <p>When the class is loaded for the first time, the flag is dropped and the monitor is taken by
 * instructions, so that the attempt is seen before the thread blocks. A class that is loaded
 * already must keep the flag: its hooks run just after the monitor was taken.
 */
final class SynchronizedMethodWeaver {
  private SynchronizedMethodWeaver() {}

  static void weave(WovenMethod method) {
    String reason = obstacle(method);
    if (!reason.isEmpty()) {
      method.owner.skip(method, reason);
      return;
    }
    if (method.owner.isFirstLoad()) {
      takeByInstructions(method);
    } else {
      reportOnEntry(method);
    }
  }

  private static String obstacle(WovenMethod method) {
    if (method.isStatic() && !method.owner.canLoadClassConstants()) {
      return "static synchronized, and the class file is too old to name its class";
    }
    if (!method.isStatic() && !method.keepsReceiver()) {
      return "synchronized, but its receiver is overwritten";
    }
    return "";
  }

  private static void takeByInstructions(WovenMethod method) {
    int site = method.site(null);
    Frames frames = method.frames();
    InsnList entry = new InsnList();
    if (frames.canBranchToEntry()) {
      entry.add(
          MonitorCode.beforeEnter(site, () -> monitor(method), frames.atEntry(MonitorCode.STATE)));
    } else {
      entry.add(monitor(method));
      entry.add(MonitorCode.beforeEnter(site));
    }
    entry.add(Code.insn(Opcodes.MONITORENTER));
    InsnList first = MethodBody.list(MonitorCode.afterEnter());

    // A hook may throw StackOverflowError, so the handler must not be covered by itself: the second
    // part of it, which has no hook, covers both.
    LabelNode start = new LabelNode();
    LabelNode release = new LabelNode();
    LabelNode end = new LabelNode();
    InsnList handler = new InsnList();
    handler.add(start);
    handler.add(MonitorCode.beforeExit(-1, site, () -> monitor(method), null));
    handler.add(release);
    MethodBody.addHandlerFrame(handler, method, !method.isStatic());
    handler.add(monitor(method));
    handler.add(Code.insn(Opcodes.MONITOREXIT));
    handler.add(end);
    handler.add(MethodBody.rethrow());

    new MethodBody(method)
        .surround(entry, first, insn -> leave(method, site, insn), handler, !method.isStatic());
    method.node.tryCatchBlocks.add(new TryCatchBlockNode(start, end, release, null));
    method.node.access &= ~Opcodes.ACC_SYNCHRONIZED;
    method.owner.changeShape();
  }

  private static InsnList leave(WovenMethod method, int entered, AbstractInsnNode insn) {
    InsnList code = exiting(method, entered, insn);
    code.add(monitor(method));
    code.add(Code.insn(Opcodes.MONITOREXIT));
    return code;
  }

  private static void reportOnEntry(WovenMethod method) {
    int site = method.site(null);
    InsnList entry = MethodBody.list(monitor(method));
    entry.add(MonitorCode.whenTaken(site));
    entry.add(Code.insn(Opcodes.POP));
    InsnList first = MethodBody.list(MonitorCode.afterEnter());
    InsnList handler = MonitorCode.beforeExit(-1, site, () -> monitor(method), null);
    handler.add(MethodBody.rethrow());
    method.frames();
    new MethodBody(method)
        .surround(entry, first, insn -> exiting(method, site, insn), handler, !method.isStatic());
  }

  private static InsnList exiting(WovenMethod method, int entered, AbstractInsnNode insn) {
    Frames frames = method.frames();
    return MonitorCode.beforeExit(
        entered,
        method.site(insn),
        () -> monitor(method),
        frames.canBranchTo(insn) ? frames.at(insn, 0) : null);
  }

  private static AbstractInsnNode monitor(WovenMethod method) {
    return method.isStatic()
        ? new LdcInsnNode(Type.getObjectType(method.owner.name()))
        : new VarInsnNode(Opcodes.ALOAD, 0);
  }
}
