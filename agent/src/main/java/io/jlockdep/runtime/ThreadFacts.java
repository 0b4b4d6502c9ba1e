package io.jlockdep.runtime;

import io.jlockdep.runtime.event.ThreadInfoEvent;
import io.jlockdep.runtime.event.ThreadJoinEvent;
import io.jlockdep.runtime.event.ThreadStartEvent;
import java.util.concurrent.atomic.AtomicInteger;

/** What the recording says of threads: their names, starts and ends. */
final class ThreadFacts {
  private static final AtomicInteger IDS = new AtomicInteger();

  private ThreadFacts() {}

  static int newId() {
    return IDS.incrementAndGet();
  }

  /** Tells the recording of a thread, with its name as it is now. */
  static void tell(int id, Thread thread) {
    Facts.add(new Info(id, thread.getId(), thread.getName(), Threads.isVirtual(thread)));
  }

  static void started(HeldLocks parent, Thread child, int site, long sequence) {
    HeldLocks held = Threads.of(child);
    held.tell();
    int id = held.thread;
    parent.tell();
    Site.at(site).tell();
    Facts.add(new Link(true, parent.thread, id, site, sequence));
    if (Control.trace) {
      parent.trace.started(id, site, sequence);
    }
  }

  static void joined(HeldLocks waiter, Thread child, int site) {
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
    void commit() {
      ThreadInfoEvent event = new ThreadInfoEvent();
      event.thread = id;
      event.javaThreadId = javaThreadId;
      event.name = name;
      event.virtual = virtual;
      event.commit();
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
    void commit() {
      if (start) {
        ThreadStartEvent event = new ThreadStartEvent();
        event.seq = sequence;
        event.time = time;
        event.thread = thread;
        event.child = child;
        event.site = site;
        event.commit();
      } else {
        ThreadJoinEvent event = new ThreadJoinEvent();
        event.seq = sequence;
        event.time = time;
        event.thread = thread;
        event.child = child;
        event.site = site;
        event.commit();
      }
    }
  }
}
