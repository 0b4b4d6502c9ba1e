package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** A place in woven code. */
@Name("jlockdep.Site")
@Label("Site")
@Description("A place in woven code.")
@Category("jlockdep")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class SiteEvent extends Event implements Entry {
  @Label("Site")
  public int site;

  @Label("Class Name")
  public String className = "";

  @Label("Method")
  public String method = "";

  @Label("File")
  public String file = "";

  @Label("Line")
  public int line;

  @Override
  public void tell(Fields fields) {
    fields.number("site", site);
    fields.text("className", className);
    fields.text("method", method);
    fields.text("file", file);
    fields.number("line", line);
  }
}
