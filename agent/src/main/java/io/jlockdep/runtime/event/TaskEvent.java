package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** A task was submitted, begins or ends. */
@Name("jlockdep.Task")
@Label("Task")
@Description("A task was submitted, begins or ends.")
@Category("jlockdep")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class TaskEvent extends Event implements Entry {
  @Label("Seq")
  public long seq;

  @Label("Time")
  public long time;

  @Label("Thread")
  public int thread;

  @Label("Task")
  public int task;

  @Label("Phase")
  public String phase = "";

  @Label("Event")
  public int event;

  @Label("Event Class")
  public int eventClass;

  @Label("Executor")
  public int executor;

  @Label("Executor Class")
  public int executorClass;

  @Label("Pool Size")
  public int poolSize;

  @Label("Parent")
  public int parent;

  @Label("Since")
  public long since;

  @Label("Site")
  public int site;

  @Label("Stack")
  public int stack;

  @Label("Held")
  public String held = "";

  @Override
  public void tell(Fields fields) {
    fields.number("seq", seq);
    fields.number("time", time);
    fields.number("thread", thread);
    fields.number("task", task);
    fields.text("phase", phase);
    fields.number("event", event);
    fields.number("eventClass", eventClass);
    fields.number("executor", executor);
    fields.number("executorClass", executorClass);
    fields.number("poolSize", poolSize);
    fields.number("parent", parent);
    fields.number("since", since);
    fields.number("site", site);
    fields.number("stack", stack);
    fields.text("held", held);
  }
}
