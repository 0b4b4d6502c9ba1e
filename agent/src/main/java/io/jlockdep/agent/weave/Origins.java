package io.jlockdep.agent.weave;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Which field an operand comes from, found once at weaving so that it costs nothing at run time.
 *
 * <p>Looks through local variables, casts, {@code dup}, array elements and the views {@code
 * readLock()} and {@code writeLock()}. An operand that may come from several places has no origin.
 * Most operands are made just before they are used, or lie in a variable that is stored once; only
 * for the others the method's data flow is analysed, which costs more than all the rest of weaving.
 */
final class Origins {
  /** The analysis is quadratic on a bad day; generated methods of this size are not worth it. */
  private static final int MAX_INSTRUCTIONS = 4000;

  private static final int MAX_DEPTH = 6;

  private final String className;
  private final MethodNode method;
  private final Hierarchy.View types;

  /** Only what stands just before may be looked at. */
  private final boolean shallow;

  private @Nullable LocalStores stores;
  private @Nullable Map<AbstractInsnNode, Frame<SourceValue>> frames;

  Origins(String className, MethodNode method, Hierarchy.View types) {
    this(className, method, types, false);
  }

  private Origins(String className, MethodNode method, Hierarchy.View types, boolean shallow) {
    this.className = className;
    this.method = method;
    this.types = types;
    this.shallow = shallow;
  }

  /** Knows no origins but those that the very instruction before tells: costs nothing. */
  static Origins shallow(String className, MethodNode method, Hierarchy.View types) {
    return new Origins(className, method, types, true);
  }

  /**
   * The field {@code pkg.Class.field} that an operand of an instruction comes from, with {@code []}
   * for an element of an array in it; empty if that is not known.
   *
   * @param depth of the operand on the stack, 0 for the top
   */
  String of(AbstractInsnNode insn, int depth) {
    if (shallow) {
      AbstractInsnNode before = insn.getPrevious();
      return before instanceof FieldInsnNode field && depth == 0 ? fieldName(field) : "";
    }
    return of(insn, depth, 0);
  }

  /** Whether an operand is an object that the method itself has made. */
  boolean isFresh(AbstractInsnNode insn, int depth) {
    AbstractInsnNode source = shallow ? null : source(insn, depth);
    return source instanceof MethodInsnNode call
        ? call.getOpcode() == Opcodes.INVOKESPECIAL && call.name.equals("<init>")
        : source != null && source.getOpcode() == Opcodes.NEW;
  }

  /** Whether an operand is plainly what slot 0 holds. */
  boolean isSlotZero(AbstractInsnNode insn, int depth) {
    return !shallow && stores().isSlotZero(insn, depth);
  }

  /** The name of a field that an instruction reads or writes. */
  String fieldName(FieldInsnNode field) {
    return types.declaringClass(field.owner, field.name).replace('/', '.') + "." + field.name;
  }

  private String of(AbstractInsnNode insn, int depth, int steps) {
    AbstractInsnNode source = steps > MAX_DEPTH ? null : source(insn, depth);
    return source == null ? "" : nameOf(source, steps);
  }

  /**
   * The only instruction that an operand can come from, or null: what produced it, for an object
   * just made the call of its constructor or {@code new}.
   */
  private @Nullable AbstractInsnNode source(AbstractInsnNode insn, int depth) {
    AbstractInsnNode source = stores().source(insn, depth);
    if (source != LocalStores.UNCLEAR) {
      return source;
    }
    return depth == 0 ? analysed(insn, depth) : null; // arguments that branch are rare
  }

  private LocalStores stores() {
    LocalStores known = stores;
    if (known == null) {
      known = new LocalStores(method);
      stores = known;
    }
    return known;
  }

  private @Nullable AbstractInsnNode analysed(AbstractInsnNode insn, int depth) {
    Map<AbstractInsnNode, Frame<SourceValue>> known = frames;
    if (known == null) {
      known = analyze();
      frames = known;
    }
    Frame<SourceValue> frame = known.get(insn);
    if (frame == null || frame.getStackSize() <= depth) {
      return null;
    }
    Set<AbstractInsnNode> sources = frame.getStack(frame.getStackSize() - 1 - depth).insns;
    return sources.size() == 1 ? sources.iterator().next() : null;
  }

  private String nameOf(AbstractInsnNode source, int steps) {
    switch (source.getOpcode()) {
      case Opcodes.GETFIELD, Opcodes.GETSTATIC -> {
        return fieldName((FieldInsnNode) source);
      }
      case Opcodes.AALOAD -> {
        String array = of(source, 1, steps + 1);
        return array.isEmpty() ? "" : array + "[]";
      }
      case Opcodes.INVOKEVIRTUAL, Opcodes.INVOKEINTERFACE -> {
        String method = ((MethodInsnNode) source).name;
        String descriptor = ((MethodInsnNode) source).desc;
        return (method.equals("readLock") || method.equals("writeLock"))
                && descriptor.startsWith("()L")
            ? of(source, 0, steps + 1)
            : "";
      }
      default -> {
        return "";
      }
    }
  }

  private Map<AbstractInsnNode, Frame<SourceValue>> analyze() {
    Map<AbstractInsnNode, Frame<SourceValue>> result = new IdentityHashMap<>();
    if (method.instructions.size() > MAX_INSTRUCTIONS) {
      return result;
    }
    int stack = method.maxStack;
    method.maxStack += Code.EXTRA_STACK; // of what weaving may have added by now
    try {
      Frame<SourceValue>[] each = new Analyzer<>(new Provenance()).analyze(className, method);
      for (int i = 0; i < each.length; i++) {
        if (each[i] != null) {
          result.put(method.instructions.get(i), each[i]);
        }
      }
    } catch (AnalyzerException | RuntimeException e) {
      // A method that the analysis cannot follow still runs, and is woven without names.
    } finally {
      method.maxStack = stack;
    }
    return result;
  }

  /** The instruction that produced a value, not the ones that merely moved it. */
  private static final class Provenance extends SourceInterpreter {
    Provenance() {
      super(Opcodes.ASM9);
    }

    @Override
    public SourceValue copyOperation(AbstractInsnNode insn, SourceValue value) {
      return value;
    }

    @Override
    public SourceValue unaryOperation(AbstractInsnNode insn, SourceValue value) {
      return insn.getOpcode() == Opcodes.CHECKCAST ? value : super.unaryOperation(insn, value);
    }
  }
}
