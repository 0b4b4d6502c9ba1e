package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** One lock object. */
@Name("jlockdep.LockInstance")
@Label("Lock Instance")
@Description("One lock object.")
@Category("jlockdep")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class LockInstanceEvent extends Event implements Entry {
  @Label("Instance")
  public int instance;

  @Label("Lock Class")
  public int lockClass;

  @Label("Type")
  public String type = "";

  @Label("Permits")
  public int permits;

  @Override
  public void tell(Fields fields) {
    fields.number("instance", instance);
    fields.number("lockClass", lockClass);
    fields.text("type", type);
    fields.number("permits", permits);
  }
}
