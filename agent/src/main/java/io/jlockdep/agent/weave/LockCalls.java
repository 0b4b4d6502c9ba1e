package io.jlockdep.agent.weave;

import io.jlockdep.agent.weave.Replacements.Replacement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Calls of {@code Lock.lock()} and {@code unlock()} stay where they are, with a hook before and one
 * after: inside a hook the JIT would see the locks of the whole program called at one place, and
 * would not put the hook, with all that {@code ReentrantLock} does in it, into its callers.
 */
final class LockCalls {
  private static final String HOOKS = "io/jlockdep/runtime/LockHooks";
  private static final String LOCK = "Ljava/util/concurrent/locks/Lock;";
  private static final String STATE = MonitorCode.STATE;

  private LockCalls() {}

  /** Whether {@link #surround} is meant for calls that would be replaced by this. */
  static boolean isOne(Replacement replacement) {
    return replacement.hookOwner().equals(HOOKS)
        && replacement.descriptor().equals("()V")
        && (replacement.name().equals("lock") || replacement.name().equals("unlock"));
  }

  /** Whether a call, if it is one, is to be surrounded; {@code handling} an exception or not. */
  static boolean wantsBranch(MethodInsnNode call, boolean handling) {
    return call.desc.equals("()V")
        && (call.name.equals("lock") || (call.name.equals("unlock") && !handling));
  }

  /** Puts the hooks around a call; false if it is to be replaced. */
  static boolean surround(
      WovenMethod method, MethodInsnNode call, Replacement replacement, int site) {
    Frames frames = method.frames();
    boolean locks = replacement.name().equals("lock");
    if (locks && !frames.canBranchTo(call)) {
      return false;
    }
    InsnList code = method.node.instructions;
    if (locks) {
      LabelNode end = new LabelNode();
      code.insertBefore(call, beforeLock(replacement, site, end, frames.at(call, 0, STATE)));
      InsnList after = new InsnList();
      after.add(end);
      frames.at(call, 1, STATE).forEach(after::add);
      after.add(hook("locked", "(L" + STATE + ";)V"));
      code.insert(call, after);
    } else {
      code.insertBefore(
          call, beforeUnlock(site, frames.canBranchTo(call) ? frames.at(call, 0) : null));
    }
    method.markChanged();
    return true;
  }

  /** From {@code lock} to {@code state, lock}, or past the call with {@code null}. */
  private static InsnList beforeLock(
      Replacement replacement, int site, LabelNode end, List<AbstractInsnNode> landing) {
    LabelNode shortWay = new LabelNode();
    InsnList before = new InsnList();
    before.add(Code.insn(Opcodes.DUP));
    before.add(Code.push(site));
    before.add(hook("locking", "(" + LOCK + "I)L" + STATE + ";"));
    before.add(Code.insn(Opcodes.DUP));
    before.add(new JumpInsnNode(Opcodes.IFNONNULL, shortWay));
    before.add(Code.insn(Opcodes.POP));
    before.add(Code.push(site));
    before.add(hook(replacement.name(), replacement.hookDescriptor()));
    before.add(Code.insn(Opcodes.ACONST_NULL));
    before.add(new JumpInsnNode(Opcodes.GOTO, end));
    before.add(shortWay);
    landing.forEach(before::add);
    before.add(Code.insn(Opcodes.SWAP));
    return before;
  }

  /** Leaves the stack as it is; without a {@code landing} there can be no branch. */
  private static InsnList beforeUnlock(int site, @Nullable List<AbstractInsnNode> landing) {
    LabelNode end = new LabelNode();
    InsnList before = new InsnList();
    if (landing != null) {
      before.add(Code.insn(Opcodes.DUP));
      before.add(Code.push(site));
      before.add(hook("unlocking", "(" + LOCK + "I)Z"));
      before.add(new JumpInsnNode(Opcodes.IFNE, end));
    }
    before.add(Code.insn(Opcodes.DUP));
    before.add(Code.push(site));
    before.add(hook("unlockingLong", "(" + LOCK + "I)V"));
    if (landing != null) {
      before.add(end);
      landing.forEach(before::add);
    }
    return before;
  }

  private static MethodInsnNode hook(String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, HOOKS, name, descriptor, false);
  }
}
