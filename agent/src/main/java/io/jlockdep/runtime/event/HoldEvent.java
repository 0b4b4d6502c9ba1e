package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** How long one stack held a class of locks. */
@Name("jlockdep.Hold")
@Label("Hold")
@Description("How long one stack held a class of locks.")
@Category("jlockdep")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class HoldEvent extends Event implements Entry {
  @Label("Lock Class")
  public int lockClass;

  @Label("Mode")
  public String mode = "";

  @Label("Stack")
  public int stack;

  @Label("Count")
  public long count;

  @Label("Total Nanos")
  public long totalNanos;

  @Label("Max Nanos")
  public long maxNanos;

  @Override
  public void tell(Fields fields) {
    fields.number("lockClass", lockClass);
    fields.text("mode", mode);
    fields.number("stack", stack);
    fields.number("count", count);
    fields.number("totalNanos", totalNanos);
    fields.number("maxNanos", maxNanos);
  }
}
