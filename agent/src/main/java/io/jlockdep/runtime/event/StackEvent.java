package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A call stack, innermost frame first. */
@Name("jlockdep.Stack")
@Label("Stack")
@Description("A call stack, innermost frame first.")
@Category("jlockdep")
@Enabled(false)
@StackTrace(false)
public final class StackEvent extends Event {
  @Label("Stack")
  public int stack;

  @Label("Frames")
  public String frames = "";
}
