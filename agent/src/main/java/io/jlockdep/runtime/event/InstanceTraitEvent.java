package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Something that was learned of a lock object. */
@Name("jlockdep.InstanceTrait")
@Label("Instance Trait")
@Description("Something that was learned of a lock object.")
@Category("jlockdep")
@Enabled(false)
@StackTrace(false)
public final class InstanceTraitEvent extends Event {
  @Label("Instance")
  public int instance;

  @Label("Trait")
  public String trait = "";
}
