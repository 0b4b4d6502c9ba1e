package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** Whether a provoked acquisition was seen. */
@Name("jlockdep.SelfCheck")
@Label("Self Check")
@Description("Whether a provoked acquisition was seen.")
@Category("jlockdep")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class SelfCheckEvent extends Event implements Entry {
  @Label("Primitive")
  public String primitive = "";

  @Label("Ok")
  public boolean ok;

  @Label("Detail")
  public String detail = "";

  @Override
  public void tell(Fields fields) {
    fields.text("primitive", primitive);
    fields.flag("ok", ok);
    fields.text("detail", detail);
  }
}
