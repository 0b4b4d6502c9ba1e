package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** A lock was used in a way that its kind does not allow, or left behind. */
@Name("jlockdep.Misuse")
@Label("Misuse")
@Description("A lock was used in a way that its kind does not allow, or left behind.")
@Category("jlockdep")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class MisuseEvent extends Event implements Entry {
  @Label("Seq")
  public long seq;

  @Label("Time")
  public long time;

  @Label("Thread")
  public int thread;

  @Label("Instance")
  public int instance;

  @Label("Lock Class")
  public int lockClass;

  @Label("Mode")
  public String mode = "";

  @Label("Rule")
  public String rule = "";

  @Label("Detail")
  public String detail = "";

  @Label("Certain")
  public boolean certain;

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
    fields.number("instance", instance);
    fields.number("lockClass", lockClass);
    fields.text("mode", mode);
    fields.text("rule", rule);
    fields.text("detail", detail);
    fields.flag("certain", certain);
    fields.number("site", site);
    fields.number("stack", stack);
    fields.text("held", held);
    fields.text("operations", operations);
  }
}
