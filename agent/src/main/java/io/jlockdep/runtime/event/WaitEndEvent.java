package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** A wait has ended. */
@Name("jlockdep.WaitEnd")
@Label("Wait End")
@Description("A wait has ended.")
@Category("jlockdep")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class WaitEndEvent extends Event implements Entry {
  @Label("Seq")
  public long seq;

  @Label("Time")
  public long time;

  @Label("Thread")
  public int thread;

  @Label("Wait")
  public long wait;

  @Label("Duration Nanos")
  public long durationNanos;

  @Label("Came")
  public boolean came;

  @Override
  public void tell(Fields fields) {
    fields.number("seq", seq);
    fields.number("time", time);
    fields.number("thread", thread);
    fields.number("wait", wait);
    fields.number("durationNanos", durationNanos);
    fields.flag("came", came);
  }
}
