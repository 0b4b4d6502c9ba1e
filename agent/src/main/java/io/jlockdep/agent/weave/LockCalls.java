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
 * Calls of {@code Lock.lock()}, {@code tryLock()} and {@code unlock()} stay where they are, with a
 * hook before and one after: inside a hook the JIT would see the locks of the whole program called
 * at one place, and would not put the hook, with all that {@code ReentrantLock} does in it, into
 * its callers.
 */
final class LockCalls {
  private static final String HOOKS = "io/jlockdep/runtime/LockHooks";
  private static final String LOCK = "Ljava/util/concurrent/locks/Lock;";
  private static final String STATE = MonitorCode.STATE;

  private LockCalls() {}

  /** Whether {@link #surround} is meant for calls that would be replaced by this. */
  static boolean isOne(Replacement replacement) {
    return replacement.hookOwner().equals(HOOKS)
        && (takes(replacement.name(), replacement.descriptor())
            || (replacement.descriptor().equals("()V") && replacement.name().equals("unlock")));
  }

  /** Whether a call, if it is one, is to be surrounded; {@code handling} an exception or not. */
  static boolean wantsBranch(MethodInsnNode call, boolean handling) {
    return takes(call.name, call.desc)
        || (call.desc.equals("()V") && call.name.equals("unlock") && !handling);
  }

  private static boolean takes(String name, String descriptor) {
    return descriptor.equals("()V")
        ? name.equals("lock")
        : descriptor.equals("()Z") && name.equals("tryLock");
  }

  /** Puts the hooks around a call; false if it is to be replaced. */
  static boolean surround(
      WovenMethod method, MethodInsnNode call, Replacement replacement, int site) {
    Frames frames = method.frames();
    boolean takes = !replacement.name().equals("unlock");
    if (takes && !frames.canBranchTo(call)) {
      return false;
    }
    InsnList code = method.node.instructions;
    if (takes) {
      boolean tries = replacement.name().equals("tryLock");
      LabelNode end = new LabelNode();
      code.insertBefore(call, beforeLock(replacement, site, end, frames.at(call, 0, STATE)));
      InsnList after = new InsnList();
      after.add(end);
      (tries ? frames.at(call, 1, STATE, Opcodes.INTEGER) : frames.at(call, 1, STATE))
          .forEach(after::add);
      after.add(
          tries ? hook("tried", "(L" + STATE + ";Z)Z") : hook("locked", "(L" + STATE + ";)V"));
      code.insert(call, after);
    } else {
      code.insertBefore(
          call, beforeUnlock(site, frames.canBranchTo(call) ? frames.at(call, 0) : null));
    }
    method.markChanged();
    return true;
  }

  /**
   * From {@code lock} to {@code state, lock}, or past the call with {@code null} and, if it has
   * one, its result.
   */
  private static InsnList beforeLock(
      Replacement replacement, int site, LabelNode end, List<AbstractInsnNode> landing) {
    LabelNode shortWay = new LabelNode();
    InsnList before = new InsnList();
    before.add(Code.insn(Opcodes.DUP));
    before.add(Code.push(site));
    boolean tries = replacement.name().equals("tryLock");
    before.add(hook(tries ? "trying" : "locking", "(" + LOCK + "I)L" + STATE + ";"));
    before.add(Code.insn(Opcodes.DUP));
    before.add(new JumpInsnNode(Opcodes.IFNONNULL, shortWay));
    before.add(Code.insn(Opcodes.POP));
    before.add(Code.push(site));
    before.add(hook(replacement.name(), replacement.hookDescriptor()));
    before.add(Code.insn(Opcodes.ACONST_NULL));
    if (tries) {
      before.add(Code.insn(Opcodes.SWAP));
    }
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
