package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** How often and how long a class of locks was waited for and held. */
@Name("jlockdep.LockStat")
@Label("Lock Stat")
@Description("How often and how long a class of locks was waited for and held.")
@Category("jlockdep")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class LockStatEvent extends Event implements Entry {
  @Label("Lock Class")
  public int lockClass;

  @Label("Mode")
  public String mode = "";

  @Label("Acquisitions")
  public long acquisitions;

  @Label("Contentions")
  public long contentions;

  @Label("Wait Total Nanos")
  public long waitTotalNanos;

  @Label("Wait Min Nanos")
  public long waitMinNanos;

  @Label("Wait Max Nanos")
  public long waitMaxNanos;

  @Label("Waits")
  public String waits = "";

  @Label("Holds")
  public long holds;

  @Label("Hold Total Nanos")
  public long holdTotalNanos;

  @Label("Hold Min Nanos")
  public long holdMinNanos;

  @Label("Hold Max Nanos")
  public long holdMaxNanos;

  @Label("Hold Times")
  public String holdTimes = "";

  @Override
  public void tell(Fields fields) {
    fields.number("lockClass", lockClass);
    fields.text("mode", mode);
    fields.number("acquisitions", acquisitions);
    fields.number("contentions", contentions);
    fields.number("waitTotalNanos", waitTotalNanos);
    fields.number("waitMinNanos", waitMinNanos);
    fields.number("waitMaxNanos", waitMaxNanos);
    fields.text("waits", waits);
    fields.number("holds", holds);
    fields.number("holdTotalNanos", holdTotalNanos);
    fields.number("holdMinNanos", holdMinNanos);
    fields.number("holdMaxNanos", holdMaxNanos);
    fields.text("holdTimes", holdTimes);
  }
}
