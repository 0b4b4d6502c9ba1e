package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** A call that can block has returned while a lock was held. */
@Name("jlockdep.Blocking")
@Label("Blocking")
@Description("A call that can block has returned while a lock was held.")
@Category("jlockdep")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class BlockingEvent extends Event implements Entry {
  @Label("Seq")
  public long seq;

  @Label("Time")
  public long time;

  @Label("Thread")
  public int thread;

  @Label("Kind")
  public String kind = "";

  @Label("Detail")
  public String detail = "";

  @Label("Duration Nanos")
  public long durationNanos;

  @Label("Count")
  public long count;

  @Label("Total Nanos")
  public long totalNanos;

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
    fields.text("detail", detail);
    fields.number("durationNanos", durationNanos);
    fields.number("count", count);
    fields.number("totalNanos", totalNanos);
    fields.number("waiters", waiters);
    fields.number("waitersAll", waitersAll);
    fields.number("site", site);
    fields.number("stack", stack);
    fields.text("held", held);
    fields.text("operations", operations);
  }
}
