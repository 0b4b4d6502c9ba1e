package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** The unit of a rule. */
@Name("jlockdep.LockClass")
@Label("Lock Class")
@Description("The unit of a rule.")
@Category("jlockdep")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class LockClassEvent extends Event implements Entry {
  @Label("Lock Class")
  public int lockClass;

  @Label("Name")
  public String name = "";

  @Label("Origin")
  public String origin = "";

  @Label("Kind")
  public String kind = "";

  @Label("Reentrant")
  public boolean reentrant;

  @Label("General")
  public boolean general;

  @Label("Type")
  public String type = "";

  @Override
  public void tell(Fields fields) {
    fields.number("lockClass", lockClass);
    fields.text("name", name);
    fields.text("origin", origin);
    fields.text("kind", kind);
    fields.flag("reentrant", reentrant);
    fields.flag("general", general);
    fields.text("type", type);
  }
}
