package io.jlockdep.agent.weave;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Weaves {@code monitorenter} and {@code monitorexit} in method bodies. */
final class MonitorWeaver {
  private final WovenMethod method;

  /** Where the monitor in a local variable was entered last, in the order of code. */
  private final Map<Integer, Entered> enteredBy = new HashMap<>();

  private record Entered(int site, String field, String origin) {}

  private MonitorWeaver(WovenMethod method) {
    this.method = method;
  }

  static void weave(WovenMethod method) {
    for (AbstractInsnNode release : MonitorHandlers.separate(method)) {
      method.keepPlain(release);
    }
    method.frames();
    MonitorWeaver weaver = new MonitorWeaver(method);
    for (AbstractInsnNode insn : method.original()) {
      if (insn.getOpcode() == Opcodes.MONITORENTER) {
        weaver.enter(insn);
      } else if (insn.getOpcode() == Opcodes.MONITOREXIT && !method.isPlain(insn)) {
        weaver.exit(insn);
      }
    }
  }

  private void enter(AbstractInsnNode enter) {
    String field = method.origins().of(enter, 0);
    boolean fresh = field.isEmpty() && method.origins().isFresh(enter, 0);
    String origin = fresh ? "fresh" : "field";
    int site = method.site(enter, field, origin);
    Set<LabelNode> following = labelsAfter(enter);
    int local = localBefore(enter);
    if (local >= 0) {
      enteredBy.put(local, new Entered(site, field, origin));
    }
    Frames frames = method.frames();
    InsnList before = new InsnList();
    if (local >= 0 && frames.canBranchTo(enter)) {
      before.add(Code.insn(Opcodes.POP));
      before.add(
          MonitorCode.beforeEnter(
              site,
              () -> new VarInsnNode(Opcodes.ALOAD, local),
              frames.at(enter, 1, MonitorCode.STATE)));
    } else {
      before.add(MonitorCode.beforeEnter(site));
    }
    InsnList after = new InsnList();
    LabelNode covered = new LabelNode();
    after.add(covered);
    after.add(MonitorCode.afterEnter());

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

  private void exit(AbstractInsnNode exit) {
    Entered entered = enteredBy.get(localBefore(exit));
    int site =
        entered == null
            ? method.site(exit, method.origins().of(exit, 0), "field")
            : method.site(exit, entered.field(), entered.origin());
    Frames frames = method.frames();
    InsnList before =
        MonitorCode.beforeExit(
            entered == null ? -1 : entered.site(),
            site,
            () -> Code.insn(Opcodes.DUP),
            frames.canBranchTo(exit) ? frames.at(exit, 0) : null);
    method.node.instructions.insertBefore(exit, before);
    method.markChanged();
  }

  /**
   * The local variable that holds the monitor of an instruction, or -1: compilers store it just
   * before {@code monitorenter} and load it just before {@code monitorexit}.
   */
  private static int localBefore(AbstractInsnNode insn) {
    AbstractInsnNode at = realBefore(insn);
    if (!(at instanceof VarInsnNode variable)) {
      return -1;
    }
    AbstractInsnNode before = realBefore(at);
    boolean loaded = at.getOpcode() == Opcodes.ALOAD;
    boolean stored =
        at.getOpcode() == Opcodes.ASTORE && before != null && before.getOpcode() == Opcodes.DUP;
    return loaded || stored ? variable.var : -1;
  }

  /** The instruction before, if no other path joins in between. */
  private static @Nullable AbstractInsnNode realBefore(AbstractInsnNode insn) {
    AbstractInsnNode at = insn.getPrevious();
    while (at != null && !Code.isReal(at)) {
      at = at instanceof FrameNode ? null : at.getPrevious();
    }
    return at;
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
