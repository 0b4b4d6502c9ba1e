package io.jlockdep.runtime.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A call that waits for the disk has returned. */
@Name("jlockdep.Sync")
@Label("Sync")
@Description("A call that waits for the disk has returned.")
@Category("jlockdep")
@Enabled(false)
@StackTrace(false)
public final class SyncEvent extends Event {
  @Label("Seq")
  public long seq;

  @Label("Time")
  public long time;

  @Label("Thread")
  public int thread;

  @Label("Kind")
  public String kind = "";

  @Label("Path")
  public String path = "";

  @Label("Duration Nanos")
  public long durationNanos;

  @Label("Bytes")
  public long bytes;

  @Label("Site")
  public int site;

  @Label("Stack")
  public int stack;

  @Label("Held")
  public String held = "";

  @Label("Operations")
  public String operations = "";
}
