package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** A call stack, innermost frame first. */
@Name("jlockdep.Stack")
@Label("Stack")
@Description("A call stack, innermost frame first.")
@Category("jlockdep")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class StackEvent extends Event implements Entry {
  @Label("Stack")
  public int stack;

  @Label("Frames")
  public String frames = "";

  @Override
  public void tell(Fields fields) {
    fields.number("stack", stack);
    fields.text("frames", frames);
  }
}
