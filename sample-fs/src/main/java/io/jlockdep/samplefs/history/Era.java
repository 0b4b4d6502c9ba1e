package io.jlockdep.samplefs.history;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** A named set of behaviours: the filesystem as it was at some time. */
public enum Era {
  /** btrfs between its move to iomap and the workaround: both ways to deadlock are there. */
  E2020_IOMAP(
      "btrfs just moved to iomap: a direct DSYNC write deadlocks with itself, always",
      Behaviour.SYNC_UNDER_LOCK,
      Behaviour.DIO_SEM),

  /** No historic behaviour at all. */
  FIXED("no historic behaviour: the baseline, which must raise no finding");

  private final String summary;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable set
  private final Set<Behaviour> behaviours;

  Era(String summary, Behaviour... behaviours) {
    this.summary = summary;
    EnumSet<Behaviour> set = EnumSet.noneOf(Behaviour.class);
    Collections.addAll(set, behaviours);
    this.behaviours = Collections.unmodifiableSet(set);
  }

  public String summary() {
    return summary;
  }

  public Set<Behaviour> behaviours() {
    return behaviours;
  }

  /** The numbers of the rows, such as {@code 3, 4}; a dash if there is none. */
  public String rows() {
    return behaviours.isEmpty()
        ? "-"
        : behaviours.stream().map(b -> Integer.toString(b.row())).collect(Collectors.joining(", "));
  }
}
