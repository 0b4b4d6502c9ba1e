package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** A thread makes an event happen, or does its part. */
@Name("jlockdep.Signal")
@Label("Signal")
@Description("A thread makes an event happen, or does its part.")
@Category("jlockdep")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class SignalEvent extends Event implements Entry {
  @Label("Seq")
  public long seq;

  @Label("Time")
  public long time;

  @Label("Thread")
  public int thread;

  @Label("Primitive")
  public String primitive = "";

  @Label("Event")
  public int event;

  @Label("Event Class")
  public int eventClass;

  @Label("Target")
  public int target;

  @Label("Task")
  public int task;

  @Label("Since")
  public long since;

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
    fields.text("primitive", primitive);
    fields.number("event", event);
    fields.number("eventClass", eventClass);
    fields.number("target", target);
    fields.number("task", task);
    fields.number("since", since);
    fields.number("site", site);
    fields.number("stack", stack);
    fields.text("held", held);
    fields.text("operations", operations);
  }
}
