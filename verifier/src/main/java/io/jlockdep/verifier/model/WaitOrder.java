package io.jlockdep.verifier.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order that waits for events make. Of several signals any may have been the one that was
 * waited for; all that could have been are taken for it, since a reordering that drops the wrong
 * one would not be possible.
 */
final class WaitOrder {
  /** A signal is lost if nobody waits: only those during the wait count. */
  private static final Set<String> NOT_KEPT = Set.of("object-wait", "condition", "exchanger");

  /** A thread parks for its permit, whatever the blocker says. */
  private static final String PARK = "park";

  private record Channel(int recording, int event, String primitive) {}

  private record TaskOf(int recording, int task) {}

  private final Waits waits;
  private final HappensBefore order;
  private final Map<Channel, List<EventWait>> byChannel = new HashMap<>();

  WaitOrder(Waits waits, HappensBefore order) {
    this.waits = waits;
    this.order = order;
  }

  void add() {
    for (EventWait wait : waits.waits()) {
      if (wait.endSeq() > 0 && wait.came()) {
        wait(wait);
      }
    }
    waits.signals().forEach(this::signal);
    tasks();
  }

  private void wait(EventWait wait) {
    Channel channel = channel(wait);
    byChannel.computeIfAbsent(channel, key -> new ArrayList<>()).add(wait);
    if (!NOT_KEPT.contains(wait.primitive())) {
      order.add(channel, wait.endSeq(), wait.thread(), wait.endSeq(), HappensBefore.Why.SIGNAL);
    }
    if (wait.actor() != 0 && wait.primitive().equals("thread-end")) {
      RecordedThread actor = new RecordedThread(wait.thread().recording(), wait.actor(), "");
      order.add(actor, wait.endSeq(), wait.thread(), wait.endSeq(), HappensBefore.Why.JOIN);
    }
  }

  private static Channel channel(EventWait wait) {
    int recording = wait.thread().recording();
    return wait.primitive().equals(PARK)
        ? new Channel(recording, wait.thread().id(), PARK)
        : new Channel(recording, wait.event().id(), wait.primitive());
  }

  private void signal(Signal signal) {
    int recording = signal.thread().recording();
    Channel channel =
        signal.primitive().equals(PARK)
            ? new Channel(recording, signal.target(), PARK)
            : new Channel(recording, signal.event().id(), signal.primitive());
    if (!NOT_KEPT.contains(signal.primitive())) {
      order.add(signal.thread(), signal.seq(), channel, signal.seq(), HappensBefore.Why.SIGNAL);
      return;
    }
    for (EventWait wait : byChannel.getOrDefault(channel, List.of())) {
      if (wait.seq() < signal.seq() && signal.seq() < wait.endSeq()) {
        order.add(
            signal.thread(), signal.seq(), wait.thread(), wait.endSeq(), HappensBefore.Why.SIGNAL);
      }
    }
  }

  private void tasks() {
    Map<TaskOf, TaskStep> begun = new HashMap<>();
    Map<TaskOf, Long> ended = new HashMap<>();
    Map<TaskOf, TaskStep> submitted = new HashMap<>();
    Map<TaskOf, Set<Integer>> completes = new HashMap<>();
    for (TaskStep step : waits.tasks()) {
      TaskOf task = new TaskOf(step.thread().recording(), step.task());
      switch (step.phase()) {
        case SUBMIT -> {
          submitted.putIfAbsent(task, step);
          order.add(step.thread(), step.seq(), task, step.seq(), HappensBefore.Why.SUBMIT);
        }
        case BEGIN -> {
          begun.put(task, step);
          order.add(task, step.seq(), step.thread(), step.seq(), HappensBefore.Why.SUBMIT);
        }
        case END -> ended.put(task, step.seq());
      }
      Set<Integer> events = completes.computeIfAbsent(task, key -> new HashSet<>());
      events.add(step.event());
      events.add(step.executor());
    }
    begun.forEach(
        (task, step) -> {
          for (int event : completes.getOrDefault(task, Set.of())) {
            if (event != 0) {
              end(
                  submitted.getOrDefault(task, step),
                  step,
                  ended.getOrDefault(task, Long.MAX_VALUE),
                  event);
            }
          }
        });
  }

  /**
   * What a task did before the end of a wait for its event came before that; its end may be
   * recorded a moment after the waiter went on.
   */
  private void end(TaskStep submitted, TaskStep begun, long ended, int event) {
    int recording = begun.thread().recording();
    for (String primitive : List.of("future", "executor-end")) {
      for (EventWait wait :
          byChannel.getOrDefault(new Channel(recording, event, primitive), List.of())) {
        // invokeAll waits with the executor as its event, for the tasks that it submits itself
        boolean others =
            primitive.equals("future")
                && event == submitted.executor()
                && !(submitted.thread().equals(wait.thread()) && wait.seq() < submitted.seq());
        if (begun.seq() < wait.endSeq() && !others) {
          order.add(
              begun.thread(),
              Math.min(ended, wait.endSeq()),
              wait.thread(),
              wait.endSeq(),
              HappensBefore.Why.SIGNAL);
        }
      }
    }
  }
}
