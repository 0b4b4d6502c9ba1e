package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** An event that the spec file declares has happened. */
@Name("jlockdep.Occurrence")
@Label("Occurrence")
@Description("An event that the spec file declares has happened.")
@Category("jlockdep")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class OccurrenceEvent extends Event implements Entry {
  @Label("Seq")
  public long seq;

  @Label("Time")
  public long time;

  @Label("Thread")
  public int thread;

  @Label("Event")
  public int event;

  @Label("Values")
  public String values = "";

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
    fields.number("event", event);
    fields.text("values", values);
    fields.number("site", site);
    fields.number("stack", stack);
    fields.text("held", held);
    fields.text("operations", operations);
  }
}
