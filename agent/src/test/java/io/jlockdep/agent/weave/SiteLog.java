package io.jlockdep.agent.weave;

import io.jlockdep.agent.spec.EventPoint;
import io.jlockdep.agent.spec.LockMethod;
import io.jlockdep.agent.spec.LockType;
import io.jlockdep.agent.spec.Operation;
import java.util.ArrayList;
import java.util.List;

/** A registry that keeps what it is told, one line each. */
final class SiteLog implements Registry {
  final List<String> sites = new ArrayList<>();
  final List<String> skipped = new ArrayList<>();
  private int ids;

  @Override
  public synchronized int site(
      String className, String method, String file, int line, String lockName, String origin) {
    sites.add(
        className
            + "."
            + method
            + (lockName.isEmpty() ? "" : " " + lockName + " (" + origin + ")"));
    return ++ids;
  }

  @Override
  public int lockName(String declaredName) {
    return ++ids;
  }

  @Override
  public void declareType(String type, String lockName) {}

  @Override
  public int declaration(LockType type, LockMethod method) {
    return ++ids;
  }

  @Override
  public int operation(Operation operation) {
    return ++ids;
  }

  @Override
  public int event(EventPoint event) {
    return ++ids;
  }

  @Override
  public int countedWait(String name) {
    return ++ids;
  }

  @Override
  public void weaving(boolean begin) {}

  @Override
  public void classSeen() {}

  @Override
  public void classWoven() {}

  @Override
  public synchronized void classSkipped(String className, String reason) {
    skipped.add(className + ": " + reason);
  }
}
