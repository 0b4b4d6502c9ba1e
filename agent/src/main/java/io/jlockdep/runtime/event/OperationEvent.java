package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A declared operation. */
@Name("jlockdep.Operation")
@Label("Operation")
@Description("A declared operation.")
@Category("jlockdep")
@Enabled(false)
@StackTrace(false)
public final class OperationEvent extends Event {
  @Label("Operation")
  public int operation;

  @Label("Name")
  public String name = "";

  @Label("Method")
  public String method = "";
}
