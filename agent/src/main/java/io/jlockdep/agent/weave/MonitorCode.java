package io.jlockdep.agent.weave;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * The code around {@code monitorenter} and {@code monitorexit}.
 *
 * <p>The short way comes first, and the monitor is handed to the long way only on a branch, which a
 * hot method has never taken: so the JIT can still see that a monitor does not leave its thread.
 */
final class MonitorCode {
  /** What the entering hooks return; lies under the monitor while it is entered. */
  static final String STATE = "io/jlockdep/runtime/HeldLocks";

  private static final String ENTERING = "(Ljava/lang/Object;I)L" + STATE + ";";

  private MonitorCode() {}

  /**
   * From nothing to {@code state, monitor}, with a branch.
   *
   * <p>The monitor is loaded anew behind the branch: the JVM compiles a method with monitors only
   * if it can see that each exit is of the same variable as its enter, and what lay on the stack
   * while paths joined it takes for something else (JDK 17 and 25, {@code GenerateOopMap}).
   *
   * @param load puts the monitor on the stack
   * @param landing the frame with {@code state} on the stack
   */
  static InsnList beforeEnter(
      int site, Supplier<AbstractInsnNode> load, List<AbstractInsnNode> landing) {
    LabelNode end = new LabelNode();
    InsnList code = new InsnList();
    code.add(load.get());
    code.add(Code.push(site));
    code.add(Code.hook("monitorEntering", ENTERING));
    code.add(Code.insn(Opcodes.DUP));
    code.add(new JumpInsnNode(Opcodes.IFNONNULL, end));
    code.add(Code.insn(Opcodes.POP));
    code.add(load.get());
    code.add(Code.push(site));
    code.add(Code.hook("monitorEnteringLong", ENTERING));
    code.add(end);
    landing.forEach(code::add);
    code.add(load.get());
    return code;
  }

  /** From {@code monitor} to {@code state, monitor}, without a branch. */
  static InsnList beforeEnter(int site) {
    InsnList code = new InsnList();
    code.add(Code.insn(Opcodes.DUP));
    code.add(Code.push(site));
    code.add(Code.hook("monitorEnteringAnyWay", ENTERING));
    code.add(Code.insn(Opcodes.SWAP));
    return code;
  }

  /** From {@code monitor} to {@code state, monitor}, when the monitor is held already. */
  static InsnList whenTaken(int site) {
    InsnList code = new InsnList();
    code.add(Code.insn(Opcodes.DUP));
    code.add(Code.push(site));
    code.add(Code.hook("monitorTaken", ENTERING));
    code.add(Code.insn(Opcodes.SWAP));
    return code;
  }

  /** Takes the state off the stack. */
  static MethodInsnNode afterEnter() {
    return Code.hook("monitorEntered", "(L" + STATE + ";)V");
  }

  /**
   * The release hook; leaves the stack as it is.
   *
   * @param entered the site of the matching enter, or -1 if that is not known
   * @param site of the exit
   * @param load puts the monitor on the stack
   * @param landing the frame after the hook, or null if there can be no branch
   */
  static InsnList beforeExit(
      int entered,
      int site,
      Supplier<AbstractInsnNode> load,
      @Nullable List<AbstractInsnNode> landing) {
    LabelNode end = new LabelNode();
    List<AbstractInsnNode> frame = entered >= 0 ? landing : null;
    InsnList code = new InsnList();
    if (frame != null) {
      code.add(Code.push(entered));
      code.add(Code.push(site));
      code.add(Code.hook("monitorExiting", "(II)Z"));
      code.add(new JumpInsnNode(Opcodes.IFNE, end));
    }
    code.add(load.get());
    code.add(Code.push(site));
    code.add(Code.hook("monitorExitingLong", "(Ljava/lang/Object;I)V"));
    if (frame != null) {
      code.add(end);
      frame.forEach(code::add);
    }
    return code;
  }
}
