package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** An event that the spec file declares. */
@Name("jlockdep.DeclaredEvent")
@Label("Declared Event")
@Description("An event that the spec file declares.")
@Category("jlockdep")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class DeclaredEventEvent extends Event implements Entry {
  @Label("Event")
  public int event;

  @Label("Name")
  public String name = "";

  @Label("Method")
  public String method = "";

  @Override
  public void tell(Fields fields) {
    fields.number("event", event);
    fields.text("name", name);
    fields.text("method", method);
  }
}
