package io.jlockdep.agent.weave;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Weaves {@code monitorenter} and {@code monitorexit} in method bodies. */
final class MonitorWeaver {
  private MonitorWeaver() {}

  static void weave(WovenMethod method) {
    List<AbstractInsnNode> releases = MonitorHandlers.separate(method);
    releases.forEach(method::keepPlain);
    for (AbstractInsnNode insn : method.original()) {
      if (insn.getOpcode() == Opcodes.MONITORENTER) {
        enter(method, insn);
      } else if (insn.getOpcode() == Opcodes.MONITOREXIT && !method.isPlain(insn)) {
        exit(method, insn);
      }
    }
  }

  private static void enter(WovenMethod method, AbstractInsnNode enter) {
    int site = method.site(enter, method.origins().of(enter, 0), "field");
    InsnList before =
        MethodBody.list(
            Code.insn(Opcodes.DUP),
            Code.push(site),
            Code.hook("monitorEntering", "(Ljava/lang/Object;I)V"));
    Set<LabelNode> following = labelsAfter(enter);
    InsnList after = new InsnList();
    LabelNode covered = new LabelNode();
    after.add(covered);
    after.add(Code.hook("monitorEntered", "()V"));

    method.node.instructions.insertBefore(enter, before);
    method.node.instructions.insert(enter, after);
    // The hook belongs into the try range, or a compiler would see an exit with the monitor held.
    // The label that begins the range may also be the head of a loop, so the range begins at a new
    // label before the hook and the old label stays where it is.
    for (TryCatchBlockNode block : method.node.tryCatchBlocks) {
      if (following.contains(block.start)) {
        block.start = covered;
      }
    }
    method.markChanged();
  }

  private static void exit(WovenMethod method, AbstractInsnNode exit) {
    int site = method.site(exit, method.origins().of(exit, 0), "field");
    method.node.instructions.insertBefore(
        exit,
        MethodBody.list(
            Code.insn(Opcodes.DUP),
            Code.push(site),
            Code.hook("monitorExiting", "(Ljava/lang/Object;I)V")));
    method.markChanged();
  }

  private static Set<LabelNode> labelsAfter(AbstractInsnNode insn) {
    Set<LabelNode> labels = new HashSet<>();
    for (AbstractInsnNode at = insn.getNext(); at != null && !Code.isReal(at); at = at.getNext()) {
      if (at instanceof LabelNode label) {
        labels.add(label);
      }
    }
    return labels;
  }
}
