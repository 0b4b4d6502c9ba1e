package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** Something that was learned of a lock object. */
@Name("jlockdep.InstanceTrait")
@Label("Instance Trait")
@Description("Something that was learned of a lock object.")
@Category("jlockdep")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class InstanceTraitEvent extends Event implements Entry {
  @Label("Instance")
  public int instance;

  @Label("Trait")
  public String trait = "";

  @Override
  public void tell(Fields fields) {
    fields.number("instance", instance);
    fields.text("trait", trait);
  }
}
