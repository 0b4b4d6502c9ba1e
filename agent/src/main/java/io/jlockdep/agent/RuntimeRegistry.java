package io.jlockdep.agent;

import io.jlockdep.agent.spec.EventPoint;
import io.jlockdep.agent.spec.LockMethod;
import io.jlockdep.agent.spec.LockType;
import io.jlockdep.agent.spec.Operation;
import io.jlockdep.agent.weave.Registry;
import io.jlockdep.agent.weave.Sites;
import io.jlockdep.runtime.ClassSites;
import io.jlockdep.runtime.Control;
import org.jspecify.annotations.Nullable;

/** Hands what the weavers find over to the runtime. Loaded only once the runtime is there. */
final class RuntimeRegistry implements Registry {
  private final boolean verbose;

  RuntimeRegistry(boolean verbose) {
    this.verbose = verbose;
  }

  @Override
  public Sites sites(@Nullable ClassLoader loader, String className, byte[] classFile) {
    return new RuntimeSites(Control.sites(loader, className, classFile));
  }

  @Override
  public int lockName(String declaredName) {
    return Control.lockName(declaredName);
  }

  @Override
  public void declareType(String type, String lockName) {
    Control.declareType(type, lockName);
  }

  @Override
  public int declaration(LockType type, LockMethod method) {
    return Control.declaration(
        type.type(),
        method.method().toString(),
        type.reentrant(),
        method.mode().word(),
        method.kind().word());
  }

  @Override
  public int operation(Operation operation) {
    return Control.operation(operation.name(), operation.type() + "." + operation.method());
  }

  /** The values are handed over with the result, if it is one of them, first. */
  @Override
  public int event(EventPoint event) {
    return Control.event(event.name(), event.type() + "." + event.method(), event.args().size());
  }

  @Override
  public int countedWait(String name) {
    return Control.countedWait(name);
  }

  @Override
  public void weaving(boolean begin) {
    Control.weaving(begin);
  }

  @Override
  public void classSeen() {
    Control.classSeen();
  }

  @Override
  public void classWoven() {
    Control.classWoven();
  }

  @Override
  public void classSkipped(String className, String reason) {
    Control.classSkipped(className, reason);
    if (verbose) {
      Agent.say("not woven: " + className + ": " + reason);
    }
  }

  private static final class RuntimeSites implements Sites {
    private final ClassSites sites;

    RuntimeSites(ClassSites sites) {
      this.sites = sites;
    }

    @Override
    public int add(String method, String file, int line, String lockName, String origin) {
      return sites.add(method, file, line, lockName, origin);
    }

    @Override
    public void done() {
      sites.done();
    }
  }
}
