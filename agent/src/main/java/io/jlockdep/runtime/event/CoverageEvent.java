package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** The state when the file was written. */
@Name("jlockdep.Coverage")
@Label("Coverage")
@Description("The state when the file was written.")
@Category("jlockdep")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class CoverageEvent extends Event implements Entry {
  @Label("Seq")
  public long seq;

  @Label("Classes Seen")
  public long classesSeen;

  @Label("Classes Woven")
  public long classesWoven;

  @Label("Classes Skipped")
  public long classesSkipped;

  @Label("Sites")
  public long sites;

  @Label("Acquisitions")
  public long acquisitions;

  @Label("Events Lost")
  public long eventsLost;

  @Label("Reason")
  public String reason = "";

  @Override
  public void tell(Fields fields) {
    fields.number("seq", seq);
    fields.number("classesSeen", classesSeen);
    fields.number("classesWoven", classesWoven);
    fields.number("classesSkipped", classesSkipped);
    fields.number("sites", sites);
    fields.number("acquisitions", acquisitions);
    fields.number("eventsLost", eventsLost);
    fields.text("reason", reason);
  }
}
