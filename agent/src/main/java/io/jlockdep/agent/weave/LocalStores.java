package io.jlockdep.agent.weave;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Where operands come from as far as that is plain: produced in the straight line of code before
 * their use, or kept in a variable that the method stores to only once.
 */
final class LocalStores {
  /** It takes more than this to tell. */
  static final AbstractInsnNode UNCLEAR = new InsnNode(Opcodes.NOP);

  private static final int MAX_STEPS = 64;

  private final @Nullable AbstractInsnNode[] stores;

  /** The store before, to the same variable. */
  private final Map<AbstractInsnNode, AbstractInsnNode> others = new IdentityHashMap<>();

  private final int parameters;

  /** Where paths join. */
  private final Set<LabelNode> targets = new HashSet<>();

  LocalStores(MethodNode method) {
    stores = new @Nullable AbstractInsnNode[method.maxLocals + 1];
    int arguments = Type.getArgumentsAndReturnSizes(method.desc) >> 2;
    parameters = (method.access & Opcodes.ACC_STATIC) != 0 ? arguments - 1 : arguments;
    for (AbstractInsnNode insn : method.instructions) {
      if (insn.getOpcode() == Opcodes.ASTORE && insn instanceof VarInsnNode store) {
        AbstractInsnNode other = stores[store.var];
        if (other != null) {
          others.put(store, other);
        }
        stores[store.var] = store;
      } else if (insn instanceof JumpInsnNode jump) {
        targets.add(jump.label);
      } else if (insn instanceof TableSwitchInsnNode table) {
        targets.addAll(table.labels);
        targets.add(table.dflt);
      } else if (insn instanceof LookupSwitchInsnNode lookup) {
        targets.addAll(lookup.labels);
        targets.add(lookup.dflt);
      }
    }
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      targets.add(block.handler);
    }
  }

  /** The instruction that made an operand, null for a parameter, or {@link #UNCLEAR}. */
  @Nullable AbstractInsnNode source(AbstractInsnNode insn, int depth) {
    AbstractInsnNode pushed = pushed(insn, depth);
    return pushed == UNCLEAR ? UNCLEAR : made(pushed);
  }

  /** Whether an operand was loaded from slot 0 in the straight line of code before. */
  boolean isSlotZero(AbstractInsnNode insn, int depth) {
    return pushed(insn, depth) instanceof VarInsnNode load
        && load.getOpcode() == Opcodes.ALOAD
        && load.var == 0;
  }

  /** The instruction that pushed an operand, or {@link #UNCLEAR}. */
  private AbstractInsnNode pushed(AbstractInsnNode insn, int depth) {
    AbstractInsnNode at = before(insn);
    int below = depth;
    for (int steps = 0; at != null && steps < MAX_STEPS; steps++) {
      StackEffect effect = StackEffect.of(at);
      if (effect == null) {
        return UNCLEAR;
      }
      if (below < effect.pushes()) {
        if (effect.pushes() > 1 && at.getOpcode() != Opcodes.DUP) {
          return UNCLEAR;
        }
        return at;
      }
      below += effect.pops() - effect.pushes();
      at = before(at);
    }
    return UNCLEAR;
  }

  /** What made the value that is on top of the stack after an instruction. */
  private @Nullable AbstractInsnNode made(@Nullable AbstractInsnNode after) {
    AbstractInsnNode at = after;
    for (int steps = 0; at != null && steps < MAX_STEPS; steps++) {
      switch (at.getOpcode()) {
        case Opcodes.DUP, Opcodes.CHECKCAST -> at = before(at);
        case Opcodes.ASTORE -> {
          AbstractInsnNode copied = before(at);
          if (copied == null || copied.getOpcode() != Opcodes.DUP) {
            return UNCLEAR;
          }
          at = copied;
        }
        case Opcodes.ALOAD -> {
          int variable = ((VarInsnNode) at).var;
          AbstractInsnNode store = stores[variable];
          if (store == null) {
            return null;
          }
          if (others.containsKey(store) || variable < parameters) {
            return mayHaveName(store) ? UNCLEAR : null;
          }
          at = before(store);
        }
        default -> {
          return isProducer(at) ? at : UNCLEAR;
        }
      }
    }
    return UNCLEAR;
  }

  /** Whether something that has a name is stored by one of several stores to a variable. */
  private boolean mayHaveName(AbstractInsnNode lastStore) {
    for (AbstractInsnNode store = lastStore; store != null; store = others.get(store)) {
      AbstractInsnNode value = before(store);
      while (value != null && value.getOpcode() == Opcodes.CHECKCAST) {
        value = before(value);
      }
      if (value == null
          || value.getOpcode() == Opcodes.DUP
          || value.getOpcode() == Opcodes.ALOAD
          || value.getOpcode() == Opcodes.AALOAD
          || value instanceof FieldInsnNode
          || (value instanceof MethodInsnNode call && call.name.endsWith("Lock"))) {
        return true;
      }
    }
    return false;
  }

  /** The instruction before, unless another path joins in between. */
  private @Nullable AbstractInsnNode before(AbstractInsnNode insn) {
    AbstractInsnNode at = insn.getPrevious();
    while (at != null && !Code.isReal(at)) {
      at = at instanceof LabelNode label && targets.contains(label) ? null : at.getPrevious();
    }
    return at;
  }

  private static boolean isProducer(AbstractInsnNode insn) {
    if (insn instanceof MethodInsnNode call) {
      return !call.desc.endsWith(")V") || call.name.equals("<init>");
    }
    return insn.getOpcode() < Opcodes.POP || insn.getOpcode() > Opcodes.SWAP;
  }
}
