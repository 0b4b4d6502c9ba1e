package io.jlockdep.verifier.read;

import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Events as docs/recording-format.md describes them, written down a second time for the tests. */
public final class TestEvents {
  private TestEvents() {}

  @Name("jlockdep.Recording")
  @StackTrace(false)
  public static final class Recording extends Event {
    public int formatVersion = 1;
    public String agentVersion = "test";
    public String level = "graph";
    public long pid = 1;
    public String javaVersion = "17";
    public String command = "Main";
    public long startMillis;
    public String specFile = "";
    public String spec = "";
  }

  @Name("jlockdep.ThreadInfo")
  @StackTrace(false)
  public static final class ThreadInfo extends Event {
    public int thread;
    public long javaThreadId;
    public String name;
    public boolean virtual;
  }

  @Name("jlockdep.LockClass")
  @StackTrace(false)
  public static final class LockClass extends Event {
    public int lockClass;
    public String name;
    public String origin = "field";
    public String kind;
    public boolean reentrant;
    public boolean general;
    public String type = "";
  }

  @Name("jlockdep.LockInstance")
  @StackTrace(false)
  public static final class LockInstance extends Event {
    public int instance;
    public int lockClass;
    public String type = "";
    public int permits;
  }

  @Name("jlockdep.InstanceTrait")
  @StackTrace(false)
  public static final class InstanceTrait extends Event {
    public int instance;
    public String trait;
  }

  @Name("jlockdep.Site")
  @StackTrace(false)
  public static final class Site extends Event {
    public int site;
    public String className;
    public String method;
    public String file;
    public int line;
  }

  @Name("jlockdep.Stack")
  @StackTrace(false)
  public static final class Stack extends Event {
    public int stack;
    public String frames;
  }

  @Name("jlockdep.Operation")
  @StackTrace(false)
  public static final class Operation extends Event {
    public int operation;
    public String name;
    public String method;
  }

  @Name("jlockdep.Acquisition")
  @StackTrace(false)
  public static final class Acquisition extends Event {
    public long seq;
    public long time;
    public int thread;
    public int instance;
    public int lockClass;
    public String mode = "exclusive";
    public String how = "blocking";
    public int site;
    public int stack;
    public String held = "";
    public String operations = "";
  }

  @Name("jlockdep.Sync")
  @StackTrace(false)
  public static final class Sync extends Event {
    public long seq;
    public long time;
    public int thread;
    public String kind;
    public String path;
    public long durationNanos;
    public long bytes;
    public int waiters;
    public int waitersAll;
    public int site;
    public int stack;
    public String held = "";
    public String operations = "";
  }

  @Name("jlockdep.Blocking")
  @StackTrace(false)
  public static final class Blocking extends Event {
    public long seq;
    public long time;
    public int thread;
    public String kind;
    public String detail;
    public long durationNanos;
    public long count;
    public long totalNanos;
    public int waiters;
    public int waitersAll;
    public int site;
    public int stack;
    public String held = "";
    public String operations = "";
  }

  @Name("jlockdep.Misuse")
  @StackTrace(false)
  public static final class Misuse extends Event {
    public long seq;
    public long time;
    public int thread;
    public int instance;
    public int lockClass;
    public String mode = "exclusive";
    public String rule;
    public String detail = "";
    public boolean certain;
    public int site;
    public int stack;
    public String held = "";
    public String operations = "";
  }

  @Name("jlockdep.ThreadStart")
  @StackTrace(false)
  public static final class ThreadStart extends Event {
    public long seq;
    public long time;
    public int thread;
    public int child;
    public int site;
  }

  @Name("jlockdep.ThreadJoin")
  @StackTrace(false)
  public static final class ThreadJoin extends Event {
    public long seq;
    public long time;
    public int thread;
    public int child;
    public int site;
  }

  @Name("jlockdep.Wait")
  @StackTrace(false)
  public static final class Wait extends Event {
    public long seq;
    public long time;
    public int thread;
    public String primitive;
    public int event;
    public int eventClass;
    public int lock;
    public int actor;
    public boolean timed;
    public int task;
    public long since;
    public int site;
    public int stack;
    public String held = "";
    public String operations = "";
  }

  @Name("jlockdep.WaitEnd")
  @StackTrace(false)
  public static final class WaitEnd extends Event {
    public long seq;
    public long time;
    public int thread;
    public long wait;
    public long durationNanos;
    public boolean came = true;
  }

  @Name("jlockdep.Signal")
  @StackTrace(false)
  public static final class Signal extends Event {
    public long seq;
    public long time;
    public int thread;
    public String primitive;
    public int event;
    public int eventClass;
    public int target;
    public int task;
    public long since;
    public int site;
    public int stack;
    public String held = "";
    public String operations = "";
  }

  @Name("jlockdep.Task")
  @StackTrace(false)
  public static final class Task extends Event {
    public long seq;
    public long time;
    public int thread;
    public int task;
    public String phase;
    public int event;
    public int eventClass;
    public int executor;
    public int executorClass;
    public int poolSize;
    public int parent;
    public long since;
    public int site;
    public int stack;
    public String held = "";
  }

  @Name("jlockdep.Deadlock")
  @StackTrace(false)
  public static final class Deadlock extends Event {
    public long seq;
    public long time;
    public int deadlock;
    public String detector = "held-locks";
  }

  @Name("jlockdep.DeadlockedThread")
  @StackTrace(false)
  public static final class DeadlockedThread extends Event {
    public int deadlock;
    public int thread;
    public int instance;
    public int lockClass;
    public String mode = "exclusive";
    public String how = "blocking";
    public int site;
    public int stack;
    public String held = "";
    public String operations = "";
    public String waitsFor = "";
  }

  @Name("jlockdep.SelfCheck")
  @StackTrace(false)
  public static final class SelfCheck extends Event {
    public String primitive;
    public boolean ok;
    public String detail = "";
  }

  @Name("jlockdep.Skipped")
  @StackTrace(false)
  public static final class Skipped extends Event {
    public String className;
    public String reason;
  }

  @Name("jlockdep.Coverage")
  @StackTrace(false)
  public static final class Coverage extends Event {
    public long seq;
    public long classesSeen;
    public long classesWoven;
    public long classesSkipped;
    public long sites;
    public long acquisitions;
    public long eventsLost;
    public String reason;
  }

  @Name("jlockdep.Trace")
  @StackTrace(false)
  public static final class Trace extends Event {
    public long seq;
    public long time;
    public int thread;
    public int count;
    public String data;
  }

  @Name("other.Event")
  public static final class Foreign extends Event {
    public String text = "nothing of ours";
  }

  @Name("jlockdep.LockStat")
  @StackTrace(false)
  public static final class LockStat extends Event {
    public int lockClass;
    public String mode;
    public long acquisitions;
    public long contentions;
    public long waitTotalNanos;
    public long waitMinNanos;
    public long waitMaxNanos;
    public String waits = "";
    public long holds;
    public long holdTotalNanos;
    public long holdMinNanos;
    public long holdMaxNanos;
    public String holdTimes = "";
  }

  @Name("jlockdep.Contention")
  @StackTrace(false)
  public static final class Contention extends Event {
    public int lockClass;
    public String waiterMode;
    public int waiterStack;
    public String holder;
    public String holderMode = "";
    public int holderStack;
    public long count;
    public long totalNanos;
    public long maxNanos;
  }

  @Name("jlockdep.Hold")
  @StackTrace(false)
  public static final class Hold extends Event {
    public int lockClass;
    public String mode;
    public int stack;
    public long count;
    public long totalNanos;
    public long maxNanos;
  }
}
