package io.jlockdep.samplefs.workload;

import java.io.IOException;
import java.util.Locale;

/** The workloads that there are. */
public enum WorkloadName {
  DSYNC(
      "direct DSYNC writes, each thread to its own file: even threads extend, odd ones overwrite") {
    @Override
    Workload create(Session session) {
      return new DsyncWorkload(session);
    }
  },
  MIXED(
      "buffered, direct, appending, asynchronous and NOWAIT writes, truncates and syncs on shared files") {
    @Override
    Workload create(Session session) throws IOException {
      return new MixedWorkload(session);
    }
  },
  READ("direct and buffered reads of one file") {
    @Override
    Workload create(Session session) {
      return new ReadWorkload(session);
    }
  };

  private final String summary;

  WorkloadName(String summary) {
    this.summary = summary;
  }

  abstract Workload create(Session session) throws IOException;

  public String summary() {
    return summary;
  }

  /** As it is written on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
