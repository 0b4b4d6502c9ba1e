package io.jlockdep.agent;

import java.lang.invoke.MethodHandles;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Defines classes in the bootstrap loader.
 *
 * <p>It takes {@code jdk.internal.misc.Unsafe}, which the compiler does not let us name. Calling it
 * by reflection costs 30 ms at start-up on JDK 25 (a hundred small classes for a call of that
 * shape), so the one class that calls it is made here, byte by byte.
 */
interface ClassDefiner {
  /**
   * Defines a class whose super types are defined already.
   *
   * @param name with dots
   */
  void define(String name, byte[] classFile);

  /** Needs {@code jdk.internal.misc} to be exported to this class's module. */
  static ClassDefiner intoBootstrapLoader() throws ReflectiveOperationException {
    String unsafe = "jdk/internal/misc/Unsafe";
    String self = Type.getInternalName(ClassDefiner.class);
    ClassWriter type = new ClassWriter(0);
    type.visit(
        Opcodes.V17,
        Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
        self.concat("ByUnsafe"),
        null,
        "java/lang/Object",
        new String[] {self});

    MethodVisitor init = type.visitMethod(0, "<init>", "()V", null, null);
    init.visitCode();
    init.visitVarInsn(Opcodes.ALOAD, 0);
    init.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    init.visitInsn(Opcodes.RETURN);
    init.visitMaxs(1, 1);
    init.visitEnd();

    MethodVisitor define =
        type.visitMethod(Opcodes.ACC_PUBLIC, "define", "(Ljava/lang/String;[B)V", null, null);
    define.visitCode();
    define.visitMethodInsn(
        Opcodes.INVOKESTATIC, unsafe, "getUnsafe", "()L".concat(unsafe).concat(";"), false);
    define.visitVarInsn(Opcodes.ALOAD, 1);
    define.visitVarInsn(Opcodes.ALOAD, 2);
    define.visitInsn(Opcodes.ICONST_0);
    define.visitVarInsn(Opcodes.ALOAD, 2);
    define.visitInsn(Opcodes.ARRAYLENGTH);
    define.visitInsn(Opcodes.ACONST_NULL);
    define.visitInsn(Opcodes.ACONST_NULL);
    define.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        unsafe,
        "defineClass",
        "(Ljava/lang/String;[BIILjava/lang/ClassLoader;Ljava/security/ProtectionDomain;)"
            .concat("Ljava/lang/Class;"),
        false);
    define.visitInsn(Opcodes.POP);
    define.visitInsn(Opcodes.RETURN);
    define.visitMaxs(7, 3);
    define.visitEnd();
    type.visitEnd();

    Class<?> made = MethodHandles.lookup().defineClass(type.toByteArray());
    return (ClassDefiner) made.getDeclaredConstructor().newInstance();
  }
}
