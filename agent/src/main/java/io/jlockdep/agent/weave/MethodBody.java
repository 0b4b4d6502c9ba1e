package io.jlockdep.agent.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Puts code around a method's body: at its entry, before each return and into a handler for
 * whatever is thrown.
 *
 * <p>A return instruction itself is outside the handler's range, as javac does it, so that the
 * compilers see balanced monitors.
 */
final class MethodBody {
  private final WovenMethod method;
  private final MethodNode node;

  MethodBody(WovenMethod method) {
    this.method = method;
    node = method.node;
  }

  /**
   * Surrounds the body.
   *
   * @param entry runs first and is not covered by the handler
   * @param first runs next and is covered
   * @param exit makes the code for each return instruction; may make use of the value on the stack
   *     but must leave it
   * @param handler starts with the exception on the stack and ends with {@code athrow}
   * @param keepsReceiver whether the handler uses slot 0
   */
  void surround(
      InsnList entry,
      InsnList first,
      Function<AbstractInsnNode, InsnList> exit,
      InsnList handler,
      boolean keepsReceiver) {
    LabelNode handlerStart = new LabelNode();
    List<TryCatchBlockNode> ranges = new ArrayList<>();
    LabelNode start = new LabelNode();
    boolean empty = first.size() == 0;

    InsnList head = withFirstLine(entry);
    head.add(start);
    head.add(first);
    AbstractInsnNode[] body = node.instructions.toArray();
    node.instructions.insert(head);
    for (AbstractInsnNode insn : body) {
      if (Code.isReturn(insn)) {
        LabelNode end = new LabelNode();
        InsnList code = exit.apply(insn);
        empty &= code.size() == 0;
        code.add(end);
        node.instructions.insertBefore(insn, code);
        if (!empty) {
          ranges.add(new TryCatchBlockNode(start, end, handlerStart, null));
        }
        start = new LabelNode();
        node.instructions.insert(insn, start);
        empty = true;
      } else if (Code.isReal(insn)) {
        empty = false;
      }
    }
    if (!empty) {
      LabelNode end = new LabelNode();
      node.instructions.add(end);
      ranges.add(new TryCatchBlockNode(start, end, handlerStart, null));
    }
    node.instructions.add(handlerStart);
    addHandlerFrame(node.instructions, method, keepsReceiver);
    node.instructions.add(handler);
    node.tryCatchBlocks.addAll(ranges);
    method.markChanged();
  }

  /** Gives the entry code a line, so that stacks taken there point at the method. */
  private InsnList withFirstLine(InsnList entry) {
    InsnList head = new InsnList();
    int line = method.firstLine();
    if (line >= 0) {
      LabelNode label = new LabelNode();
      head.add(label);
      head.add(new LineNumberNode(line, label));
    }
    head.add(entry);
    return head;
  }

  /** The frame of an added handler: the receiver or nothing, and what was thrown. */
  static void addHandlerFrame(InsnList code, WovenMethod method, boolean keepsReceiver) {
    if (!method.owner.hasFrames()) {
      return;
    }
    Object[] locals = keepsReceiver ? new Object[] {method.owner.name()} : new Object[0];
    code.add(
        new FrameNode(
            Opcodes.F_NEW, locals.length, locals, 1, new Object[] {"java/lang/Throwable"}));
  }

  static InsnList list(AbstractInsnNode... insns) {
    InsnList list = new InsnList();
    for (AbstractInsnNode insn : insns) {
      list.add(insn);
    }
    return list;
  }

  static InsnNode rethrow() {
    return new InsnNode(Opcodes.ATHROW);
  }
}
