package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A place in woven code. */
@Name("jlockdep.Site")
@Label("Site")
@Description("A place in woven code.")
@Category("jlockdep")
@Enabled(false)
@StackTrace(false)
public final class SiteEvent extends Event {
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
}
