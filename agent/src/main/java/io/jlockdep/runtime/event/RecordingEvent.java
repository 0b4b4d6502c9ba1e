package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** What was recorded, with which spec. */
@Name("jlockdep.Recording")
@Label("Recording")
@Description("What was recorded, with which spec.")
@Category("jlockdep")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class RecordingEvent extends Event implements Entry {
  @Label("Format Version")
  public int formatVersion;

  @Label("Agent Version")
  public String agentVersion = "";

  @Label("Level")
  public String level = "";

  @Label("Pid")
  public long pid;

  @Label("Java Version")
  public String javaVersion = "";

  @Label("Command")
  public String command = "";

  @Label("Start Millis")
  public long startMillis;

  @Label("Spec File")
  public String specFile = "";

  @Label("Spec")
  public String spec = "";

  @Override
  public void tell(Fields fields) {
    fields.number("formatVersion", formatVersion);
    fields.text("agentVersion", agentVersion);
    fields.text("level", level);
    fields.number("pid", pid);
    fields.text("javaVersion", javaVersion);
    fields.text("command", command);
    fields.number("startMillis", startMillis);
    fields.text("specFile", specFile);
    fields.text("spec", spec);
  }
}
