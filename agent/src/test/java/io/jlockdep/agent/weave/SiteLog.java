package io.jlockdep.agent.weave;

import io.jlockdep.agent.spec.EventPoint;
import io.jlockdep.agent.spec.LockMethod;
import io.jlockdep.agent.spec.LockType;
import io.jlockdep.agent.spec.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A registry that keeps what it is told, one line each. */
final class SiteLog implements Registry {
  final List<String> sites = new ArrayList<>();
  final List<Sites> done = new ArrayList<>();
  final List<@Nullable ClassLoader> loaders = new ArrayList<>();
  final List<String> skipped = new ArrayList<>();
  private int ids;

  @Override
  public Sites sites(@Nullable ClassLoader loader, String className, byte[] classFile) {
    loaders.add(loader);
    return new Sites() {
      @Override
      public int add(String method, String file, int line, String lockName, String origin) {
        return site(className, method, lockName, origin);
      }

      @Override
      public void done() {
        done.add(this);
      }
    };
  }

  private synchronized int site(String className, String method, String lockName, String origin) {
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
