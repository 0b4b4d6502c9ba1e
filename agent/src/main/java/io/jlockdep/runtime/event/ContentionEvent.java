package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** How long one stack waited for a class of locks because of another. */
@Name("jlockdep.Contention")
@Label("Contention")
@Description("How long one stack waited for a class of locks because of another.")
@Category("jlockdep")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class ContentionEvent extends Event implements Entry {
  @Label("Lock Class")
  public int lockClass;

  @Label("Waiter Mode")
  public String waiterMode = "";

  @Label("Waiter Stack")
  public int waiterStack;

  @Label("Holder")
  public String holder = "";

  @Label("Holder Mode")
  public String holderMode = "";

  @Label("Holder Stack")
  public int holderStack;

  @Label("Count")
  public long count;

  @Label("Total Nanos")
  public long totalNanos;

  @Label("Max Nanos")
  public long maxNanos;

  @Override
  public void tell(Fields fields) {
    fields.number("lockClass", lockClass);
    fields.text("waiterMode", waiterMode);
    fields.number("waiterStack", waiterStack);
    fields.text("holder", holder);
    fields.text("holderMode", holderMode);
    fields.number("holderStack", holderStack);
    fields.number("count", count);
    fields.number("totalNanos", totalNanos);
    fields.number("maxNanos", maxNanos);
  }
}
