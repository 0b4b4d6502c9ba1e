package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** A declared operation. */
@Name("jlockdep.Operation")
@Label("Operation")
@Description("A declared operation.")
@Category("jlockdep")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class OperationEvent extends Event implements Entry {
  @Label("Operation")
  public int operation;

  @Label("Name")
  public String name = "";

  @Label("Method")
  public String method = "";

  @Override
  public void tell(Fields fields) {
    fields.number("operation", operation);
    fields.text("name", name);
    fields.text("method", method);
  }
}
