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
 * Asks only about instructions that were there when the object was made.
 */
final class Origins {
  /** The analysis is quadratic on a bad day; generated methods of this size are not worth it. */
  private static final int MAX_INSTRUCTIONS = 4000;

  private static final int MAX_DEPTH = 6;

  private final Map<AbstractInsnNode, Integer> places = new IdentityHashMap<>();
  private final @Nullable Frame<SourceValue>[] frames;
  private final Hierarchy.View types;

  Origins(String className, MethodNode method, Hierarchy.View types) {
    this.types = types;
    int place = 0;
    for (AbstractInsnNode insn = method.instructions.getFirst();
        insn != null;
        insn = insn.getNext()) {
      places.put(insn, place++);
    }
    frames = place > MAX_INSTRUCTIONS ? noFrames() : analyze(className, method);
  }

  /**
   * The field {@code pkg.Class.field} that an operand of an instruction comes from, with {@code []}
   * for an element of an array in it; empty if that is not known.
   *
   * @param depth of the operand on the stack, 0 for the top
   */
  String of(AbstractInsnNode insn, int depth) {
    return of(insn, depth, 0);
  }

  /** The name of a field that an instruction reads or writes. */
  String fieldName(FieldInsnNode field) {
    return types.declaringClass(field.owner, field.name).replace('/', '.') + "." + field.name;
  }

  private String of(AbstractInsnNode insn, int depth, int steps) {
    Integer place = places.get(insn);
    if (place == null || place >= frames.length || steps > MAX_DEPTH) {
      return "";
    }
    Frame<SourceValue> frame = frames[place];
    if (frame == null || frame.getStackSize() <= depth) {
      return "";
    }
    Set<AbstractInsnNode> sources = frame.getStack(frame.getStackSize() - 1 - depth).insns;
    return sources.size() == 1 ? nameOf(sources.iterator().next(), steps) : "";
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

  private static Frame<SourceValue>[] analyze(String className, MethodNode method) {
    try {
      return new Analyzer<>(new Provenance()).analyze(className, method);
    } catch (AnalyzerException | RuntimeException e) {
      // A method that the analysis cannot follow still runs, and is woven without names.
      return noFrames();
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Frame<SourceValue>[] noFrames() {
    return new Frame[0];
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
