package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** A thread is about to wait for an event. */
@Name("jlockdep.Wait")
@Label("Wait")
@Description("A thread is about to wait for an event.")
@Category("jlockdep")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class WaitEvent extends Event implements Entry {
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

  @Label("Lock")
  public int lock;

  @Label("Actor")
  public int actor;

  @Label("Timed")
  public boolean timed;

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
    fields.number("lock", lock);
    fields.number("actor", actor);
    fields.flag("timed", timed);
    fields.number("task", task);
    fields.number("since", since);
    fields.number("site", site);
    fields.number("stack", stack);
    fields.text("held", held);
    fields.text("operations", operations);
  }
}
