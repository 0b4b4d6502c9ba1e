package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A block of acquisitions and releases of one thread. */
@Name("jlockdep.Trace")
@Label("Trace")
@Description("A block of acquisitions and releases of one thread.")
@Category("jlockdep")
@Enabled(false)
@StackTrace(false)
public final class TraceEvent extends Event {
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
}
