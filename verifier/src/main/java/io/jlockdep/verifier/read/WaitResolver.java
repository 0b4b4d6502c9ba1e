package io.jlockdep.verifier.read;

import io.jlockdep.verifier.model.EventWait;
import io.jlockdep.verifier.model.Fact;
import io.jlockdep.verifier.model.Signal;
import io.jlockdep.verifier.model.TaskStep;
import io.jlockdep.verifier.model.Waits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Turns the events of one recording about waits, signals and tasks into facts of the model. */
final class WaitResolver {
  private final RawEvents raw;
  private final Dictionary dictionary;
  private Waits waits = Waits.NONE;
  private long malformed;

  WaitResolver(RawEvents raw, Dictionary dictionary) {
    this.raw = raw;
    this.dictionary = dictionary;
  }

  void resolve() {
    waits =
        new Waits(
            each(raw.waits.values(), this::wait),
            each(raw.signals.values(), this::signal),
            each(raw.tasks.values(), this::task));
  }

  Waits waits() {
    return waits;
  }

  /** Events that do not follow the format. */
  long malformed() {
    return malformed;
  }

  private <T, R extends Fact> List<R> each(Collection<T> rows, Function<T, R> resolve) {
    List<R> facts = new ArrayList<>();
    for (T row : rows) {
      try {
        facts.add(resolve.apply(row));
      } catch (IllegalArgumentException e) {
        malformed++;
      }
    }
    facts.sort(Comparator.comparingLong(Fact::seq));
    return facts;
  }

  private EventWait wait(RawEvents.WaitRow row) {
    RawEvents.WaitEndRow end = raw.waitEnds.get(row.seq());
    return new EventWait(
        dictionary.thread(row.thread()),
        row.seq(),
        row.time(),
        row.primitive(),
        dictionary.instance(row.event(), row.eventClass()),
        row.lock(),
        row.actor(),
        row.timed(),
        row.task(),
        row.since(),
        dictionary.site(row.site()),
        dictionary.stack(row.stack()),
        dictionary.held(row.held()),
        dictionary.operations(row.operations()),
        end == null ? 0 : end.seq(),
        end != null && end.came());
  }

  private Signal signal(RawEvents.SignalRow row) {
    return new Signal(
        dictionary.thread(row.thread()),
        row.seq(),
        row.time(),
        row.primitive(),
        dictionary.instance(row.event(), row.eventClass()),
        row.target(),
        row.task(),
        row.since(),
        dictionary.site(row.site()),
        dictionary.stack(row.stack()),
        dictionary.held(row.held()));
  }

  private TaskStep task(RawEvents.TaskRow row) {
    return new TaskStep(
        dictionary.thread(row.thread()),
        row.seq(),
        row.task(),
        TaskStep.Phase.valueOf(row.phase().toUpperCase(Locale.ROOT)),
        row.event(),
        row.executor() == 0
            ? Optional.empty()
            : Optional.of(dictionary.instance(row.executor(), row.executorClass())),
        row.poolSize(),
        row.parent(),
        row.since(),
        dictionary.site(row.site()),
        dictionary.stack(row.stack()),
        dictionary.held(row.held()));
  }
}
