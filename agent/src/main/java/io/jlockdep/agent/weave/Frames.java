package io.jlockdep.agent.weave;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * The stack map frames just before the instructions of a method where weaving may want to branch.
 *
 * <p>Follows the method from one of its own frames to the next, so that no class hierarchy is
 * needed: between two frames there is no merging.
 */
final class Frames {
  private final Map<AbstractInsnNode, FrameNode> before = new IdentityHashMap<>();
  private final boolean needed;
  private @Nullable FrameNode entry;

  /** Of a method as it is now; asks only about instructions that are there already. */
  Frames(WovenMethod method) {
    needed = method.owner.hasFrames();
    if (needed) {
      collect(method.owner.name(), method.node);
    }
  }

  /** Whether a branch may end before the first instruction. */
  boolean canBranchToEntry() {
    return !needed || entry != null;
  }

  /** As {@link #at}, before the first instruction. */
  List<AbstractInsnNode> atEntry(Object... more) {
    return node(entry, 0, more);
  }

  /** Whether a branch may end just before the instruction. */
  boolean canBranchTo(AbstractInsnNode insn) {
    return !needed || before.containsKey(insn);
  }

  /**
   * The node for the end of a branch just before an instruction: a frame, or nothing in a class
   * file that has none.
   *
   * @param less how much less lies on the stack than in the original
   * @param more what lies on the stack above that
   */
  List<AbstractInsnNode> at(AbstractInsnNode insn, int less, Object... more) {
    return node(before.get(insn), less, more);
  }

  private static List<AbstractInsnNode> node(@Nullable FrameNode frame, int less, Object... more) {
    if (frame == null) {
      return List.of();
    }
    List<Object> stack = new ArrayList<>(frame.stack.subList(0, frame.stack.size() - less));
    stack.addAll(List.of(more));
    return List.of(
        new FrameNode(
            Opcodes.F_NEW,
            frame.local.size(),
            frame.local.toArray(),
            stack.size(),
            stack.toArray()));
  }

  private void collect(String owner, MethodNode node) {
    AnalyzerAdapter state = new AnalyzerAdapter(owner, node.access, node.name, node.desc, null);
    entry = frame(state);
    Set<LabelNode> handlers = new HashSet<>();
    for (TryCatchBlockNode block : node.tryCatchBlocks) {
      handlers.add(block.handler);
    }
    boolean handling = false;
    try {
      for (AbstractInsnNode insn : node.instructions) {
        handling = (handling && !leavesHandler(insn)) || handlers.contains(insn);
        FrameNode frame = isWanted(insn, handling) ? frame(state) : null;
        if (frame != null) {
          before.put(insn, frame);
        }
        insn.accept(state);
      }
    } catch (RuntimeException e) {
      // Code that cannot be followed; the rest of the method has no branches.
    }
  }

  /**
   * Whether a branch just before the instruction is worth its place.
   *
   * @param handling whether it is in an exception handler, before other paths join it: seldom run,
   *     so that a branch at a release there is not worth it
   */
  private static boolean isWanted(AbstractInsnNode insn, boolean handling) {
    return insn.getOpcode() == Opcodes.MONITORENTER
        || (insn.getOpcode() == Opcodes.MONITOREXIT && !handling)
        || (insn instanceof MethodInsnNode call && LockCalls.wantsBranch(call, handling))
        || Code.isReturn(insn);
  }

  /**
   * Whether a handler ends here, or goes on into what follows the block: nothing is thrown then.
   */
  private static boolean leavesHandler(AbstractInsnNode insn) {
    return insn.getOpcode() == Opcodes.GOTO
        || insn.getOpcode() == Opcodes.ATHROW
        || Code.isReturn(insn)
        || (insn instanceof FrameNode frame && (frame.stack == null || frame.stack.isEmpty()));
  }

  private static @Nullable FrameNode frame(AnalyzerAdapter state) {
    Object[] locals = entries(state.locals);
    Object[] stack = entries(state.stack);
    return locals == null || stack == null
        ? null
        : new FrameNode(Opcodes.F_NEW, locals.length, locals, stack.length, stack);
  }

  /** As a frame wants them: a long or double once. Null if unreachable or not expressible. */
  private static Object @Nullable [] entries(@Nullable List<Object> types) {
    if (types == null) {
      return null;
    }
    List<Object> result = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      Object type = types.get(i);
      if (type instanceof Label) {
        return null; // an object under construction
      }
      result.add(type);
      if (type == Opcodes.LONG || type == Opcodes.DOUBLE) {
        i++;
      }
    }
    return result.toArray();
  }
}
