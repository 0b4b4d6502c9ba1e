package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One lock object. */
@Name("jlockdep.LockInstance")
@Label("Lock Instance")
@Description("One lock object.")
@Category("jlockdep")
@Enabled(false)
@StackTrace(false)
public final class LockInstanceEvent extends Event {
  @Label("Instance")
  public int instance;

  @Label("Lock Class")
  public int lockClass;

  @Label("Type")
  public String type = "";

  @Label("Permits")
  public int permits;
}
