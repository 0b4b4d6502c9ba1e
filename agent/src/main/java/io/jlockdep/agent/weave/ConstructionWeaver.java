package io.jlockdep.agent.weave;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Weaves the construction of locks, so that they are known by the field that they go into or by the
 * place that made them. Names hold no line numbers: an edit elsewhere must not change them.
 */
final class ConstructionWeaver {
  private static final int MAX_JUMPS = 4;

  private ConstructionWeaver() {}

  /** Whether a {@code new} of the type may be worth a look. */
  static boolean mayBeLock(WovenClass owner, String type) {
    return type.equals("java/lang/Object")
        || isJdkLock(type)
        || isJdkCollection(type)
        || isConcurrentMap(type)
        || owner.isNearby(type);
  }

  /** Whether a static method makes a collection that locks itself. */
  static boolean makesCollection(String type, String method) {
    return type.equals("java/util/Collections") && method.startsWith("synchronized");
  }

  /** Classes whose methods lock the object: it is known by the field that it goes into. */
  private static boolean isJdkCollection(String type) {
    return switch (type) {
      case "java/util/Vector", "java/util/Stack", "java/util/Hashtable", "java/util/Properties" ->
          true;
      default -> false;
    };
  }

  static boolean isJdkLock(String type) {
    return switch (type) {
      case "java/util/concurrent/locks/ReentrantLock",
          "java/util/concurrent/locks/ReentrantReadWriteLock",
          "java/util/concurrent/locks/StampedLock",
          "java/util/concurrent/Semaphore" ->
          true;
      default -> false;
    };
  }

  static void weave(WovenMethod method) {
    Deque<TypeInsnNode> pending = new ArrayDeque<>();
    for (AbstractInsnNode insn : method.original()) {
      if (insn.getOpcode() == Opcodes.NEW && isDuplicated(insn)) {
        pending.push((TypeInsnNode) insn);
      } else if (insn instanceof MethodInsnNode call
          && call.getOpcode() == Opcodes.INVOKESPECIAL
          && call.name.equals("<init>")
          && !pending.isEmpty()
          && pending.peek().desc.equals(call.owner)) {
        pending.pop();
        constructed(method, call);
      } else if (insn instanceof MethodInsnNode call
          && call.getOpcode() == Opcodes.INVOKESTATIC
          && makesCollection(call.owner, call.name)) {
        constructed(method, call);
      }
    }
  }

  /**
   * A concurrent map has locks in it. Only one that goes into a static field is named when it is
   * made: there may be very many others, which are named where they are used.
   */
  private static boolean isConcurrentMap(String type) {
    return type.equals("java/util/concurrent/ConcurrentHashMap");
  }

  private static boolean goesIntoStaticField(AbstractInsnNode call) {
    AbstractInsnNode next = real(call.getNext());
    return next != null && next.getOpcode() == Opcodes.PUTSTATIC;
  }

  private static boolean isDuplicated(AbstractInsnNode created) {
    AbstractInsnNode next = real(created.getNext());
    return next != null && next.getOpcode() == Opcodes.DUP;
  }

  private static void constructed(WovenMethod method, MethodInsnNode call) {
    boolean onlyInField =
        call.owner.equals("java/lang/Object")
            || isJdkCollection(call.owner)
            || (isConcurrentMap(call.owner) && goesIntoStaticField(call))
            || makesCollection(call.owner, call.name);
    if (!onlyInField && !isLock(method.owner, call.owner)) {
      return;
    }
    String field = fieldStoredInto(method, call);
    if (onlyInField && field.isEmpty()) {
      return;
    }
    int site =
        field.isEmpty()
            ? method.site(call, allocationName(method, call.owner), "allocation")
            : method.site(call, field, "field");
    method.node.instructions.insert(
        call,
        MethodBody.list(
            Code.insn(Opcodes.DUP),
            Code.push(site),
            Code.hook("constructed", "(Ljava/lang/Object;I)V")));
    method.markChanged();
  }

  private static boolean isLock(WovenClass owner, String type) {
    if (isJdkLock(type)) {
      return true;
    }
    if (!owner.isNearby(type)) {
      return false;
    }
    Hierarchy.View types = owner.types();
    return types.isSubtype(type, "java/util/concurrent/locks/ReentrantLock")
        || types.isSubtype(type, "java/util/concurrent/locks/ReentrantReadWriteLock")
        || types.isSubtype(type, "java/util/concurrent/locks/StampedLock")
        || types.isSubtype(type, "java/util/concurrent/Semaphore");
  }

  private static String allocationName(WovenMethod method, String type) {
    String simple = type.substring(type.lastIndexOf('/') + 1);
    return method.owner.javaName() + "." + method.node.name + ":" + simple;
  }

  /** The field (or array in a field) that the new object goes into next, or empty. */
  private static String fieldStoredInto(WovenMethod method, AbstractInsnNode call) {
    AbstractInsnNode next = real(call.getNext());
    for (int jumps = 0; next != null && jumps < MAX_JUMPS; jumps++) {
      if (next instanceof JumpInsnNode jump && jump.getOpcode() == Opcodes.GOTO) {
        LabelNode target = jump.label;
        next = real(target);
      } else if (next.getOpcode() == Opcodes.CHECKCAST) {
        next = real(next.getNext());
      } else {
        break;
      }
    }
    if (next instanceof FieldInsnNode field
        && (field.getOpcode() == Opcodes.PUTFIELD || field.getOpcode() == Opcodes.PUTSTATIC)) {
      return method.origins().fieldName(field);
    }
    if (next != null && next.getOpcode() == Opcodes.AASTORE) {
      String array = method.origins().of(next, 2);
      return array.isEmpty() ? "" : array + "[]";
    }
    return "";
  }

  private static @Nullable AbstractInsnNode real(@Nullable AbstractInsnNode from) {
    AbstractInsnNode at = from;
    while (at != null && !Code.isReal(at)) {
      at = at.getNext();
    }
    return at;
  }
}
