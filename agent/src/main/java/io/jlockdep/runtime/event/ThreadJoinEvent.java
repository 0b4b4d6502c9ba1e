package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** A thread has seen the end of another one. */
@Name("jlockdep.ThreadJoin")
@Label("Thread Join")
@Description("A thread has seen the end of another one.")
@Category("jlockdep")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class ThreadJoinEvent extends Event implements Entry {
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

  @Override
  public void tell(Fields fields) {
    fields.number("seq", seq);
    fields.number("time", time);
    fields.number("thread", thread);
    fields.number("child", child);
    fields.number("site", site);
  }
}
