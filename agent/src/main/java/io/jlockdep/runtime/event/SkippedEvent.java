package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** A class that runs as it was. */
@Name("jlockdep.Skipped")
@Label("Skipped")
@Description("A class that runs as it was.")
@Category("jlockdep")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class SkippedEvent extends Event implements Entry {
  @Label("Class Name")
  public String className = "";

  @Label("Reason")
  public String reason = "";

  @Override
  public void tell(Fields fields) {
    fields.text("className", className);
    fields.text("reason", reason);
  }
}
