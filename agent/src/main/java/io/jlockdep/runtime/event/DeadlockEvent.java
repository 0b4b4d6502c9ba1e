package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** Threads that wait for one another and can never go on. */
@Name("jlockdep.Deadlock")
@Label("Deadlock")
@Description("Threads that wait for one another and can never go on.")
@Category("jlockdep")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class DeadlockEvent extends Event implements Entry {
  @Label("Seq")
  public long seq;

  @Label("Time")
  public long time;

  @Label("Deadlock")
  public int deadlock;

  @Label("Detector")
  public String detector = "";

  @Override
  public void tell(Fields fields) {
    fields.number("seq", seq);
    fields.number("time", time);
    fields.number("deadlock", deadlock);
    fields.text("detector", detector);
  }
}
