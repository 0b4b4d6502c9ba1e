package io.jlockdep.agent.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Makes the handlers of synchronized blocks safe to put a hook into.
 *
 * <p>javac and ecj let the handler that releases the monitor cover itself, which is harmless while
 * it only holds {@code monitorexit}. A hook in it can throw StackOverflowError when the stack is
 * used up; the handler would catch that and call the hook again, for ever. So a handler that covers
 * itself is made to be covered by a copy of itself, and the copy has no hook.
 */
final class MonitorHandlers {
  private MonitorHandlers() {}

  /** A handler {@code [astore e] aload m; monitorexit; [aload e] athrow}. */
  private record Release(
      @Nullable FrameNode frame, List<AbstractInsnNode> code, AbstractInsnNode exit) {}

  /** Returns the {@code monitorexit} instructions of the copies: they must stay without a hook. */
  static List<AbstractInsnNode> separate(WovenMethod method) {
    MethodNode node = method.node;
    List<AbstractInsnNode> copies = new ArrayList<>();
    Set<LabelNode> done = new HashSet<>();
    for (TryCatchBlockNode block : List.copyOf(node.tryCatchBlocks)) {
      if (block.type == null && coversItself(node, block) && done.add(block.handler)) {
        Release release = releaseAt(block.handler);
        if (release != null && (release.frame() != null || !method.owner.hasFrames())) {
          copies.add(separate(node, block.handler, release));
        }
      }
    }
    return copies;
  }

  private static AbstractInsnNode separate(MethodNode node, LabelNode handler, Release release) {
    LabelNode start = new LabelNode();
    LabelNode end = new LabelNode();
    InsnList code = new InsnList();
    code.add(start);
    if (release.frame() != null) {
      code.add(release.frame().clone(Map.of()));
    }
    AbstractInsnNode exit = release.exit();
    Map<LabelNode, LabelNode> none = new HashMap<>();
    for (AbstractInsnNode insn : release.code()) {
      AbstractInsnNode copy = insn.clone(none);
      code.add(copy);
      if (insn == release.exit()) {
        exit = copy;
        code.add(end);
      }
    }
    LabelNode last = new LabelNode();
    code.add(last);
    List<TryCatchBlockNode> around = around(node, handler);
    node.instructions.add(code);

    for (int i = 0; i < node.tryCatchBlocks.size(); i++) {
      TryCatchBlockNode block = node.tryCatchBlocks.get(i);
      if (block.handler == handler && block.type == null && coversItself(node, block)) {
        if (block.start == handler) {
          block.handler = start;
        } else {
          LabelNode blockEnd = block.end;
          block.end = handler;
          node.tryCatchBlocks.add(i + 1, new TryCatchBlockNode(handler, blockEnd, start, null));
        }
      }
    }
    node.tryCatchBlocks.add(new TryCatchBlockNode(start, end, start, null));
    for (TryCatchBlockNode block : around) {
      node.tryCatchBlocks.add(new TryCatchBlockNode(start, last, block.handler, block.type));
    }
    return exit;
  }

  /**
   * The other blocks that cover the handler, in their order. They must cover its copy too: an outer
   * synchronized block would not be left otherwise, and the JIT compiles no method whose monitors
   * are not balanced on every path.
   */
  private static List<TryCatchBlockNode> around(MethodNode node, LabelNode handler) {
    List<TryCatchBlockNode> around = new ArrayList<>();
    int at = node.instructions.indexOf(handler);
    for (TryCatchBlockNode block : node.tryCatchBlocks) {
      if (block.handler != handler
          && node.instructions.indexOf(block.start) <= at
          && at < node.instructions.indexOf(block.end)) {
        around.add(block);
      }
    }
    return around;
  }

  private static boolean coversItself(MethodNode node, TryCatchBlockNode block) {
    int handler = node.instructions.indexOf(block.handler);
    return node.instructions.indexOf(block.start) <= handler
        && handler < node.instructions.indexOf(block.end);
  }

  private static @Nullable Release releaseAt(LabelNode handler) {
    FrameNode frame = null;
    List<AbstractInsnNode> code = new ArrayList<>();
    for (AbstractInsnNode at = handler; at != null && code.size() < 5; at = at.getNext()) {
      if (at instanceof FrameNode found) {
        if (!code.isEmpty()) {
          return null;
        }
        frame = found;
      } else if (Code.isReal(at)) {
        code.add(at);
        if (at.getOpcode() == Opcodes.ATHROW) {
          return release(frame, code);
        }
      }
    }
    return null;
  }

  private static @Nullable Release release(@Nullable FrameNode frame, List<AbstractInsnNode> code) {
    if (code.size() == 5
        && code.get(0) instanceof VarInsnNode store
        && store.getOpcode() == Opcodes.ASTORE
        && code.get(3) instanceof VarInsnNode load
        && load.getOpcode() == Opcodes.ALOAD
        && load.var == store.var
        && isRelease(code.get(1), code.get(2))) {
      return new Release(frame, code, code.get(2));
    }
    if (code.size() == 3 && isRelease(code.get(0), code.get(1))) {
      return new Release(frame, code, code.get(1));
    }
    return null;
  }

  private static boolean isRelease(AbstractInsnNode load, AbstractInsnNode exit) {
    return load.getOpcode() == Opcodes.ALOAD && exit.getOpcode() == Opcodes.MONITOREXIT;
  }
}
