package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** One thread of a deadlock. */
@Name("jlockdep.DeadlockedThread")
@Label("Deadlocked Thread")
@Description("One thread of a deadlock.")
@Category("jlockdep")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class DeadlockedThreadEvent extends Event implements Entry {
  @Label("Deadlock")
  public int deadlock;

  @Label("Thread")
  public int thread;

  @Label("Instance")
  public int instance;

  @Label("Lock Class")
  public int lockClass;

  @Label("Mode")
  public String mode = "";

  @Label("How")
  public String how = "";

  @Label("Site")
  public int site;

  @Label("Stack")
  public int stack;

  @Label("Held")
  public String held = "";

  @Label("Operations")
  public String operations = "";

  @Label("Waits For")
  public String waitsFor = "";

  @Override
  public void tell(Fields fields) {
    fields.number("deadlock", deadlock);
    fields.number("thread", thread);
    fields.number("instance", instance);
    fields.number("lockClass", lockClass);
    fields.text("mode", mode);
    fields.text("how", how);
    fields.number("site", site);
    fields.number("stack", stack);
    fields.text("held", held);
    fields.text("operations", operations);
    fields.text("waitsFor", waitsFor);
  }
}
