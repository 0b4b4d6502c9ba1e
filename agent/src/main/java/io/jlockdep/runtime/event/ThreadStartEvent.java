package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A thread is about to start another one. */
@Name("jlockdep.ThreadStart")
@Label("Thread Start")
@Description("A thread is about to start another one.")
@Category("jlockdep")
@Enabled(false)
@StackTrace(false)
public final class ThreadStartEvent extends Event {
  @Label("Seq")
  public long seq;

  @Label("Time")
  public long time;

  @Label("Thread")
  public int thread;

  @Label("Child")
  public int child;

  @Label("Site")
  public int site;
}
