package io.jlockdep.agent.weave;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Weaves the few methods of the JDK by which tasks are accepted and run, so that a task is known
 * whoever submits it. Most of these classes are not loaded yet when the agent comes. Adds no method
 * and no variable, so that they can also be woven when they are loaded already.
 *
 * <p>Not among them is {@code ForkJoinTask.RunnableExecuteAction}: the scheduler of virtual threads
 * makes one to unblock a thread, and a hook that waited there for a lock of the agent, held by a
 * virtual thread that is to be unblocked, would wait for ever.
 *
 * <p>The methods are those of JDK 17 to 25; one that is missing is not woven, and its tasks are not
 * known.
 */
public final class TaskBodies implements ClassFileTransformer {
  private static final String HOOKS = "io/jlockdep/runtime/TaskHooks";
  private static final String POOL = "java/util/concurrent/";

  /** What is done to a method. */
  private enum Change {
    /** It accepts its first argument as a task. */
    ACCEPT,
    /** It makes a task, whose first argument is the future that the task completes. */
    CREATE,
    /** It makes a task that is its own future. */
    CREATE_FUTURE,
    /** It runs tasks by {@code Runnable.run}. */
    CALL_RUN,
    /** It is the task. */
    RUN,
    /** It completes a future. */
    COMPLETE
  }

  private static final Map<String, Change> OF_FORK_JOIN =
      Map.of("<init>", Change.CREATE_FUTURE, "exec", Change.RUN, "compute", Change.RUN);
  private static final Map<String, Change> OF_COMPLETABLE =
      Map.of("<init>", Change.CREATE, "run", Change.RUN);

  /** By class, then by method name. */
  private static final Map<String, Map<String, Change>> CHANGES =
      Map.ofEntries(
          Map.entry(
              POOL + "ThreadPoolExecutor",
              Map.of("execute", Change.ACCEPT, "runWorker", Change.CALL_RUN)),
          Map.entry(POOL + "ScheduledThreadPoolExecutor", Map.of("delayedExecute", Change.ACCEPT)),
          Map.entry(
              POOL + "FutureTask", Map.of("set", Change.COMPLETE, "setException", Change.COMPLETE)),
          Map.entry(POOL + "CompletableFuture$AsyncSupply", OF_COMPLETABLE),
          Map.entry(POOL + "CompletableFuture$AsyncRun", OF_COMPLETABLE),
          Map.entry(POOL + "ForkJoinTask$AdaptedCallable", OF_FORK_JOIN),
          Map.entry(POOL + "ForkJoinTask$AdaptedRunnable", OF_FORK_JOIN),
          Map.entry(POOL + "ForkJoinTask$AdaptedRunnableAction", OF_FORK_JOIN),
          Map.entry(POOL + "ForkJoinTask$AdaptedInterruptibleCallable", OF_FORK_JOIN),
          Map.entry(POOL + "ForkJoinTask$AdaptedInterruptibleRunnable", OF_FORK_JOIN),
          Map.entry(POOL + "RecursiveTask", Map.of("exec", Change.RUN)),
          Map.entry(POOL + "RecursiveAction", Map.of("exec", Change.RUN)),
          Map.entry(POOL + "CountedCompleter", Map.of("exec", Change.RUN)),
          Map.entry("java/util/Timer", Map.of("sched", Change.ACCEPT)),
          Map.entry("java/util/TimerThread", Map.of("mainLoop", Change.CALL_RUN)));

  /** By which of their types tasks are run. */
  private static final Set<String> RUN_OWNERS = Set.of("java/lang/Runnable", "java/util/TimerTask");

  /**
   * Those that application code names: they must be loaded before it is woven. To find out what a
   * call means the weaver loads classes of the JDK, and the JVM does not show a transformer classes
   * that the transformer itself makes it load.
   */
  private static final String[] EARLY = {
    POOL + "ThreadPoolExecutor",
    POOL + "ScheduledThreadPoolExecutor",
    POOL + "FutureTask",
    POOL + "RecursiveTask",
    POOL + "RecursiveAction",
    POOL + "CountedCompleter",
    "java/util/Timer"
  };

  /** Loads the classes that must be loaded early; call it when this transformer is in place. */
  public static void loadEarly() {
    for (String name : EARLY) {
      try {
        Class.forName(name.replace('/', '.'), false, null);
      } catch (ClassNotFoundException | LinkageError e) {
        // Then nobody can use it either.
      }
    }
  }

  /** Whether a class that is loaded already would be woven if it were transformed again. */
  public static boolean wants(Class<?> type) {
    return type.getClassLoader() == null && CHANGES.containsKey(type.getName().replace('.', '/'));
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    Map<String, Change> changes = loader == null && name != null ? CHANGES.get(name) : null;
    if (changes == null) {
      return null;
    }
    try {
      return weave(classFile, changes);
    } catch (RuntimeException | LinkageError e) {
      return null; // its tasks stay unknown, nothing else is lost
    }
  }

  private static byte[] weave(byte[] classFile, Map<String, Change> changes) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access,
              String method,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            MethodVisitor next =
                super.visitMethod(access, method, descriptor, signature, exceptions);
            Change change = changes.get(method);
            int left = Opcodes.ACC_ABSTRACT | Opcodes.ACC_STATIC | Opcodes.ACC_BRIDGE;
            return change == null || (access & left) != 0
                ? next
                : new Body(next, change, reader.getClassName(), Type.getReturnType(descriptor));
          }
        },
        ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }

  private static final class Body extends MethodVisitor {
    private final Change change;
    private final String owner;
    private final boolean isVoid;
    private final Label start = new Label();
    private final Label end = new Label();

    Body(MethodVisitor next, Change change, String owner, Type result) {
      super(Opcodes.ASM9, next);
      this.change = change;
      this.owner = owner;
      this.isVoid = result.getSort() == Type.VOID;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      if (change == Change.ACCEPT) {
        super.visitVarInsn(Opcodes.ALOAD, 0);
        super.visitVarInsn(Opcodes.ALOAD, 1);
        hook("accepting", "(Ljava/lang/Object;Ljava/lang/Object;)V");
      } else if (change == Change.RUN) {
        super.visitVarInsn(Opcodes.ALOAD, 0);
        hook("begun", "(Ljava/lang/Object;)V");
      } else if (change == Change.COMPLETE) {
        super.visitVarInsn(Opcodes.ALOAD, 0);
        hook("completing", "(Ljava/lang/Object;)V");
      }
      if (change == Change.RUN) {
        super.visitLabel(start);
      }
    }

    @Override
    public void visitMethodInsn(
        int opcode, String type, String name, String descriptor, boolean isInterface) {
      if (change == Change.CALL_RUN
          && opcode != Opcodes.INVOKESPECIAL
          && name.equals("run")
          && descriptor.equals("()V")
          && RUN_OWNERS.contains(type)) {
        hook("run", "(Ljava/lang/Runnable;)V");
      } else {
        super.visitMethodInsn(opcode, type, name, descriptor, isInterface);
      }
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
        if (change == Change.CREATE || change == Change.CREATE_FUTURE) {
          super.visitVarInsn(Opcodes.ALOAD, 0);
          super.visitVarInsn(Opcodes.ALOAD, change == Change.CREATE ? 1 : 0);
          hook("created", "(Ljava/lang/Object;Ljava/lang/Object;)V");
        } else if (change == Change.RUN) {
          leave();
        }
      }
      super.visitInsn(opcode);
    }

    /** The value that is returned may lie below. */
    private void leave() {
      super.visitVarInsn(Opcodes.ALOAD, 0);
      hook("ended", "(Ljava/lang/Object;)V");
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      if (change == Change.RUN) {
        // Covers the code before the returns, too: the hooks may be called twice.
        super.visitLabel(end);
        super.visitTryCatchBlock(start, end, end, null);
        super.visitFrame(
            Opcodes.F_NEW, 1, new Object[] {owner}, 1, new Object[] {"java/lang/Throwable"});
        leave();
        super.visitInsn(Opcodes.ATHROW);
      }
      super.visitMaxs(Math.max(maxStack, 2) + (isVoid ? 2 : 3), maxLocals);
    }

    private void hook(String name, String descriptor) {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, name, descriptor, false);
    }
  }
}
