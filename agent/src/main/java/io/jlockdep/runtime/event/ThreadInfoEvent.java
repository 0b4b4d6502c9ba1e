package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** A thread that the facts name by number. */
@Name("jlockdep.ThreadInfo")
@Label("Thread Info")
@Description("A thread that the facts name by number.")
@Category("jlockdep")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class ThreadInfoEvent extends Event implements Entry {
  @Label("Thread")
  public int thread;

  @Label("Java Thread Id")
  public long javaThreadId;

  @Label("Name")
  public String name = "";

  @Label("Virtual")
  public boolean virtual;

  @Override
  public void tell(Fields fields) {
    fields.number("thread", thread);
    fields.number("javaThreadId", javaThreadId);
    fields.text("name", name);
    fields.flag("virtual", virtual);
  }
}
