package io.jlockdep.agent.weave;

import org.objectweb.asm.tree.InsnList;

/** Weaves the methods that the spec file declares as operations. */
final class OperationWeaver {
  private OperationWeaver() {}

  static void weave(WovenMethod method, int operation) {
    InsnList handler = end(operation);
    handler.add(MethodBody.rethrow());
    new MethodBody(method)
        .surround(
            MethodBody.list(Code.push(operation), Code.hook("operationBegin", "(I)V")),
            new InsnList(),
            insn -> end(operation),
            handler,
            false);
  }

  private static InsnList end(int operation) {
    return MethodBody.list(Code.push(operation), Code.hook("operationEnd", "(I)V"));
  }
}
