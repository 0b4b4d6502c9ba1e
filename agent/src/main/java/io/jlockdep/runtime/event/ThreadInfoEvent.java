package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A thread that the facts name by number. */
@Name("jlockdep.ThreadInfo")
@Label("Thread Info")
@Description("A thread that the facts name by number.")
@Category("jlockdep")
@Enabled(false)
@StackTrace(false)
public final class ThreadInfoEvent extends Event {
  @Label("Thread")
  public int thread;

  @Label("Java Thread Id")
  public long javaThreadId;

  @Label("Name")
  public String name = "";

  @Label("Virtual")
  public boolean virtual;
}
