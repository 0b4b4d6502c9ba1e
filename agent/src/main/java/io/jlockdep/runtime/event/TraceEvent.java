package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** A block of acquisitions and releases of one thread. */
@Name("jlockdep.Trace")
@Label("Trace")
@Description("A block of acquisitions and releases of one thread.")
@Category("jlockdep")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class TraceEvent extends Event implements Entry {
  @Label("Seq")
  public long seq;

  @Label("Time")
  public long time;

  @Label("Thread")
  public int thread;

  @Label("Count")
  public int count;

  @Label("Data")
  public String data = "";

  @Override
  public void tell(Fields fields) {
    fields.number("seq", seq);
    fields.number("time", time);
    fields.number("thread", thread);
    fields.number("count", count);
    fields.text("data", data);
  }
}
