package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** A call that waits for the disk has returned. */
@Name("jlockdep.Sync")
@Label("Sync")
@Description("A call that waits for the disk has returned.")
@Category("jlockdep")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class SyncEvent extends Event implements Entry {
  @Label("Seq")
  public long seq;

  @Label("Time")
  public long time;

  @Label("Thread")
  public int thread;

  @Label("Kind")
  public String kind = "";

  @Label("Path")
  public String path = "";

  @Label("Duration Nanos")
  public long durationNanos;

  @Label("Bytes")
  public long bytes;

  @Label("Dirty Bytes")
  public long dirtyBytes;

  @Label("Waiters")
  public int waiters;

  @Label("Waiters All")
  public int waitersAll;

  @Label("Site")
  public int site;

  @Label("Stack")
  public int stack;

  @Label("Held")
  public String held = "";

  @Label("Operations")
  public String operations = "";

  @Override
  public void tell(Fields fields) {
    fields.number("seq", seq);
    fields.number("time", time);
    fields.number("thread", thread);
    fields.text("kind", kind);
    fields.text("path", path);
    fields.number("durationNanos", durationNanos);
    fields.number("bytes", bytes);
    fields.number("dirtyBytes", dirtyBytes);
    fields.number("waiters", waiters);
    fields.number("waitersAll", waitersAll);
    fields.number("site", site);
    fields.number("stack", stack);
    fields.text("held", held);
    fields.text("operations", operations);
  }
}
