package io.jlockdep.verifier;

import io.jlockdep.verifier.model.Acquisition;
import io.jlockdep.verifier.model.Blocking;
import io.jlockdep.verifier.model.Contract;
import io.jlockdep.verifier.model.CoverageFigures;
import io.jlockdep.verifier.model.Deadlock;
import io.jlockdep.verifier.model.DeadlockedThread;
import io.jlockdep.verifier.model.EventWait;
import io.jlockdep.verifier.model.Frame;
import io.jlockdep.verifier.model.HeldLock;
import io.jlockdep.verifier.model.How;
import io.jlockdep.verifier.model.Incidents;
import io.jlockdep.verifier.model.LockClass;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.LockKind;
import io.jlockdep.verifier.model.Misuse;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.Occurrence;
import io.jlockdep.verifier.model.Operation;
import io.jlockdep.verifier.model.RecordedThread;
import io.jlockdep.verifier.model.RecordingSummary;
import io.jlockdep.verifier.model.Rule;
import io.jlockdep.verifier.model.Signal;
import io.jlockdep.verifier.model.SkippedClass;
import io.jlockdep.verifier.model.Sync;
import io.jlockdep.verifier.model.TaskStep;
import io.jlockdep.verifier.model.ThreadJoin;
import io.jlockdep.verifier.model.ThreadStart;
import io.jlockdep.verifier.model.Waiters;
import io.jlockdep.verifier.model.Waits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program run, told step by step, as a recording would have it. Every lock named by its class and
 * a number is one object; the thread's held locks are kept here.
 */
public final class TestRun {
  private final Map<String, LockClass> classes = new LinkedHashMap<>();
  private final Map<String, LockInstance> instances = new LinkedHashMap<>();
  private final Map<String, Thread> threads = new LinkedHashMap<>();
  private final List<Acquisition> acquisitions = new ArrayList<>();
  private final List<Sync> syncs = new ArrayList<>();
  private final List<ThreadStart> starts = new ArrayList<>();
  private final List<ThreadJoin> joins = new ArrayList<>();
  private final List<EventWait> waits = new ArrayList<>();
  private final List<Signal> signals = new ArrayList<>();
  private final List<TaskStep> tasks = new ArrayList<>();
  private final List<Deadlock> deadlocks = new ArrayList<>();
  private final List<Contract> contracts = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private final List<Occurrence> occurrences = new ArrayList<>();
  private final List<Misuse> misuses = new ArrayList<>();
  private final List<Blocking> blockings = new ArrayList<>();
  private long seq;

  /** A lock of a class that has a name of its own. */
  public LockInstance lock(String className, LockKind kind) {
    return lock(className, 1, kind, 0, false);
  }

  /** The same, the {@code number}th object of its class. */
  public LockInstance lock(String className, int number, LockKind kind) {
    return lock(className, number, kind, 0, false);
  }

  public LockInstance semaphore(String className, int permits, boolean releasedElsewhere) {
    return lock(className, 1, LockKind.SEMAPHORE, permits, releasedElsewhere);
  }

  /** A lock that threads release which do not hold it. */
  public LockInstance handedOver(String className, LockKind kind) {
    return lock(className, 1, kind, kind == LockKind.SEMAPHORE ? 1 : 0, true);
  }

  /** A lock that is known by its general type only. */
  public LockInstance general(String type, int number) {
    classes.putIfAbsent(type, new LockClass(type, "type", LockKind.MONITOR, true, true, type));
    return lock(type, number, LockKind.MONITOR, 0, false);
  }

  private LockInstance lock(
      String className, int number, LockKind kind, int permits, boolean releasedElsewhere) {
    boolean reentrant =
        kind == LockKind.MONITOR || kind == LockKind.REENTRANT_LOCK || kind == LockKind.RW_LOCK;
    LockClass lockClass =
        classes.computeIfAbsent(
            className, name -> new LockClass(name, "field", kind, reentrant, false, "Type"));
    return instances.computeIfAbsent(
        className + "#" + number,
        key -> new LockInstance(0, instances.size() + 1, lockClass, permits, releasedElsewhere));
  }

  public Thread thread(String name) {
    return threads.computeIfAbsent(name, key -> new Thread(threads.size() + 1, key));
  }

  public TestRun contract(Contract contract) {
    contracts.add(contract);
    return this;
  }

  public TestRun rule(Rule rule) {
    rules.add(rule);
    return this;
  }

  /** The watchdog finds these threads blocked, each in its last request. */
  public TestRun deadlock(DeadlockedThread... blocked) {
    seq++;
    deadlocks.add(new Deadlock("held-locks", List.of(blocked)));
    return this;
  }

  public Model model() {
    return new Model(
        List.of(
            new RecordingSummary(
                "run.jfr",
                4096,
                4096,
                true,
                seq + 10,
                "graph",
                "17.0.15",
                "Main",
                deadlocks.isEmpty() ? "exit" : "deadlock",
                List.of(),
                new CoverageFigures(20, 18, 2, 40, 0, 0),
                List.of(new SkippedClass("com.example.Odd", "no frames")),
                List.of())),
        List.copyOf(classes.values()),
        acquisitions,
        syncs,
        starts,
        joins,
        new Waits(waits, signals, tasks),
        deadlocks,
        contracts,
        List.of(),
        0,
        instances.size(),
        threads.size(),
        rules,
        occurrences,
        new Incidents(misuses, blockings));
  }

  /** One thread of the run. */
  public final class Thread {
    private final RecordedThread self;
    private final List<HeldLock> held = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();
    private String method = "run";
    private int line = 10;
    private int task;
    private long followedSince;

    private Thread(int id, String name) {
      self = new RecordedThread(0, id, name);
    }

    /** What follows happens in this method of {@code com.example.Main}, from line 10 on. */
    public Thread in(String name) {
      method = name;
      line = 10;
      return this;
    }

    public Thread take(LockInstance lock) {
      return take(lock, Mode.EXCLUSIVE, How.BLOCKING);
    }

    public Thread read(LockInstance lock) {
      return take(lock, Mode.SHARED, How.BLOCKING);
    }

    public Thread take(LockInstance lock, Mode mode, How how) {
      ask(lock, mode, how);
      Acquisition request = acquisitions.get(acquisitions.size() - 1);
      held.add(new HeldLock(lock, mode, how, request.site(), request.stack(), true));
      return this;
    }

    /** Asks for the lock and is not seen to get it. */
    public Thread ask(LockInstance lock, Mode mode, How how) {
      Frame site = here();
      acquisitions.add(
          new Acquisition(
              self,
              ++seq,
              seq * 1_000_000,
              lock,
              mode,
              how,
              site,
              stack(site),
              held,
              operations,
              false));
      return this;
    }

    public Thread release(LockInstance lock) {
      for (int i = held.size() - 1; i >= 0; i--) {
        if (held.get(i).instance().equals(lock)) {
          held.remove(i);
          return this;
        }
      }
      throw new IllegalStateException("not held: " + lock);
    }

    public Thread nest(LockInstance outer, LockInstance inner) {
      return take(outer).take(inner).release(inner).release(outer);
    }

    public Thread begin(String operation) {
      operations.add(new Operation(operation, "com.example.Main." + operation));
      return this;
    }

    public Thread end() {
      operations.remove(operations.size() - 1);
      return this;
    }

    public Thread start(Thread child) {
      starts.add(new ThreadStart(self, ++seq, child.self));
      return this;
    }

    public Thread join(Thread child) {
      joins.add(new ThreadJoin(self, ++seq, child.self));
      return this;
    }

    /** Waits for an event, and the wait ends at once because the event came. */
    public Thread await(String primitive, LockInstance event) {
      return goOn(about(primitive, event));
    }

    /** Begins a wait; the number is for {@link #goOn}. */
    public int about(String primitive, LockInstance event) {
      return about(primitive, event, 0, 0);
    }

    /** The same with the lock that it gives up and the seq since which the thread is followed. */
    public int about(String primitive, LockInstance event, int lock, long since) {
      return about(primitive, event, lock, since, false);
    }

    /** Begins a wait that ends by itself after a time. */
    public Thread timed(String primitive, LockInstance event) {
      about(primitive, event, 0, 0, true);
      return this;
    }

    private int about(String primitive, LockInstance event, int lock, long since, boolean timed) {
      Frame site = here();
      List<HeldLock> others = held.stream().filter(each -> each.instance().id() != lock).toList();
      waits.add(
          new EventWait(
              self,
              ++seq,
              seq * 1_000_000,
              primitive,
              event,
              lock,
              0,
              timed,
              task,
              since,
              site,
              stack(site),
              others,
              operations,
              0,
              false));
      return waits.size() - 1;
    }

    /** The event came. */
    public Thread goOn(int wait) {
      EventWait w = waits.get(wait);
      waits.set(
          wait,
          new EventWait(
              w.thread(),
              w.seq(),
              w.time(),
              w.primitive(),
              w.event(),
              w.lock(),
              w.actor(),
              w.timed(),
              w.task(),
              w.since(),
              w.site(),
              w.stack(),
              w.held(),
              w.operations(),
              ++seq,
              true));
      return this;
    }

    public Thread signal(String primitive, LockInstance event) {
      Frame site = here();
      signals.add(
          new Signal(
              self,
              ++seq,
              seq * 1_000_000,
              primitive,
              event,
              0,
              task,
              followedSince,
              site,
              stack(site),
              held));
      return this;
    }

    /** From now on everything that it asks for is recorded. */
    public Thread followed() {
      followedSince = ++seq;
      return this;
    }

    public Thread submit(int number, LockInstance future, LockInstance pool, int poolSize) {
      return step(number, TaskStep.Phase.SUBMIT, future, pool, poolSize);
    }

    public Thread beginTask(int number, LockInstance future) {
      followed();
      step(number, TaskStep.Phase.BEGIN, future, null, 0);
      task = number;
      return this;
    }

    public Thread endTask(int number, LockInstance future) {
      step(number, TaskStep.Phase.END, future, null, 0);
      task = 0;
      return this;
    }

    private Thread step(
        int number, TaskStep.Phase phase, LockInstance future, LockInstance pool, int poolSize) {
      Frame site = here();
      tasks.add(
          new TaskStep(
              self,
              ++seq,
              number,
              phase,
              future.id(),
              Optional.ofNullable(pool),
              poolSize,
              task,
              followedSince,
              site,
              stack(site),
              held));
      return this;
    }

    /** The agent says that the thread misuses a lock; its mode is that in which it is held. */
    public Thread misuse(Misuse.Rule rule, LockInstance lock, String detail, boolean certain) {
      Frame site = here();
      misuses.add(
          new Misuse(
              self,
              ++seq,
              seq * 1_000_000,
              rule,
              lock,
              held.stream()
                  .filter(each -> each.instance().equals(lock))
                  .map(HeldLock::mode)
                  .findFirst()
                  .orElse(Mode.EXCLUSIVE),
              detail,
              certain,
              site,
              stack(site),
              held,
              operations));
      return this;
    }

    /** A call that can block returns: the {@code count}th, and all of them took {@code total}. */
    public Thread blocks(String kind, long nanos, long count, long total, Waiters waiters) {
      Frame site = here();
      blockings.add(
          new Blocking(
              self,
              ++seq,
              seq * 1_000_000,
              kind,
              "call",
              nanos,
              count,
              total,
              waiters,
              site,
              stack(site),
              held,
              operations));
      line--; // the next one is made at the same place
      return this;
    }

    /** A declared event happens. */
    public Thread occurs(String event, Long... values) {
      Frame site = here();
      occurrences.add(
          new Occurrence(
              0,
              self,
              ++seq,
              seq * 1_000_000,
              event,
              List.of(values),
              site,
              stack(site),
              held,
              operations));
      return this;
    }

    public Thread sync(String kind, long nanos) {
      return sync(kind, nanos, Waiters.UNKNOWN);
    }

    public Thread sync(String kind, long nanos, Waiters waiters) {
      Frame site = here();
      syncs.add(
          new Sync(
              self,
              ++seq,
              seq * 1_000_000,
              kind,
              "disk.img",
              nanos,
              0,
              waiters,
              site,
              stack(site),
              held,
              operations));
      return this;
    }

    /** It is found blocked in its last request, by these threads. */
    public DeadlockedThread blockedBy(Thread... holders) {
      Acquisition last =
          acquisitions.stream()
              .filter(request -> request.thread().equals(self))
              .reduce((first, second) -> second)
              .orElseThrow();
      return new DeadlockedThread(
          new Acquisition(
              self,
              seq + 1,
              seq * 1_000_000,
              last.instance(),
              last.mode(),
              last.how(),
              last.site(),
              last.stack(),
              last.held(),
              last.operations(),
              false),
          List.of(holders).stream().map(holder -> holder.self).toList());
    }

    private Frame here() {
      return new Frame("com.example.Main", method, "Main.java", line++);
    }

    private List<Frame> stack(Frame site) {
      List<Frame> stack = new ArrayList<>();
      stack.add(site);
      for (int i = operations.size() - 1; i >= 0; i--) {
        stack.add(new Frame("com.example.Main", operations.get(i).name(), "Main.java", 90 + i));
      }
      stack.add(new Frame("java.lang.Thread", "run", "Thread.java", 840));
      return stack;
    }
  }
}
