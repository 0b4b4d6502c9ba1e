package io.jlockdep.runtime;

import io.jlockdep.runtime.event.Entry;
import io.jlockdep.runtime.event.ThreadInfoEvent;
import io.jlockdep.runtime.event.ThreadJoinEvent;
import io.jlockdep.runtime.event.ThreadStartEvent;
import java.util.concurrent.atomic.AtomicInteger;

/** What the recording says of threads: their names, starts and ends. */
final class ThreadFacts {
  private static final int GENERATIONS = 8;
  private static final AtomicInteger IDS = new AtomicInteger();

  private ThreadFacts() {}

  static int newId() {
    return IDS.incrementAndGet();
  }

  /** The greatest id given so far. */
  static int lastId() {
    return IDS.get();
  }

  /** Tells the recording of a thread, with its name as it is now. */
  static void tell(int id, Thread thread) {
    Facts.add(new Info(id, thread.getId(), thread.getName(), Threads.isVirtual(thread)));
  }

  /** The child may run already, but nothing has happened in this thread since {@code sequence}. */
  static void starting(HeldLocks parent, Thread child, int site, long sequence) {
    parent.guardOn();
    try {
      started(parent, child, site, sequence);
    } catch (Throwable t) {
      Facts.lost(t);
    } finally {
      parent.guardOff();
    }
  }

  /** The thread has seen the end of another one. */
  static void joined(HeldLocks waiter, Thread child, int site) {
    waiter.guardOn();
    try {
      sawEnd(waiter, child, site);
    } catch (Throwable t) {
      Facts.lost(t);
    } finally {
      waiter.guardOff();
    }
  }

  private static void started(HeldLocks parent, Thread child, int site, long sequence) {
    HeldLocks held = Threads.of(child);
    held.tell();
    int id = held.thread;
    held.ancestors = ancestors(parent);
    parent.tell();
    Site.at(site).tell();
    Facts.add(new Link(true, parent.thread, id, site, sequence));
    if (Control.trace) {
      parent.trace.started(id, site, sequence);
    }
  }

  /** Who brought a child of {@code parent} about, nearest first, some generations back. */
  private static int[] ancestors(HeldLocks parent) {
    int[] known = parent.ancestors;
    int[] all = new int[Math.min(known.length + 1, GENERATIONS)];
    all[0] = parent.thread;
    System.arraycopy(known, 0, all, 1, all.length - 1);
    return all;
  }

  private static void sawEnd(HeldLocks waiter, Thread child, int site) {
    HeldLocks held = Threads.of(child);
    held.tell();
    int id = held.thread;
    waiter.tell();
    Site.at(site).tell();
    Facts.add(new Link(false, waiter.thread, id, site, Facts.nextSequence()));
    if (Control.trace) {
      waiter.trace.joined(id, site);
    }
  }

  private static final class Info extends Fact {
    private final int id;
    private final long javaThreadId;
    private final String name;
    private final boolean virtual;

    Info(int id, long javaThreadId, String name, boolean virtual) {
      this.id = id;
      this.javaThreadId = javaThreadId;
      this.name = name;
      this.virtual = virtual;
    }

    @Override
    Entry event() {
      ThreadInfoEvent event = new ThreadInfoEvent();
      event.thread = id;
      event.javaThreadId = javaThreadId;
      event.name = name;
      event.virtual = virtual;
      return event;
    }
  }

  /** A start or a join. */
  private static final class Link extends Fact {
    private final long sequence;
    private final long time = Facts.time();
    private final boolean start;
    private final int thread;
    private final int child;
    private final int site;

    Link(boolean start, int thread, int child, int site, long sequence) {
      this.sequence = sequence;
      this.start = start;
      this.thread = thread;
      this.child = child;
      this.site = site;
    }

    @Override
    Entry event() {
      if (start) {
        ThreadStartEvent event = new ThreadStartEvent();
        event.seq = sequence;
        event.time = time;
        event.thread = thread;
        event.child = child;
        event.site = site;
        return event;
      } else {
        ThreadJoinEvent event = new ThreadJoinEvent();
        event.seq = sequence;
        event.time = time;
        event.thread = thread;
        event.child = child;
        event.site = site;
        return event;
      }
    }
  }
}
