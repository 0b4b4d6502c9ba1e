package io.jlockdep.verifier.check.waits;

import io.jlockdep.verifier.model.Acquisition;
import io.jlockdep.verifier.model.EventWait;
import io.jlockdep.verifier.model.Frame;
import io.jlockdep.verifier.model.HeldLock;
import io.jlockdep.verifier.model.LockClass;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.RecordedThread;
import io.jlockdep.verifier.model.Signal;
import io.jlockdep.verifier.model.TaskStep;
import io.jlockdep.verifier.model.Waits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who was seen to make an event happen, and since when all that it asked for before is recorded.
 * Signals, tasks whose end completes a future, and threads whose end is awaited.
 */
final class Signallers {
  /**
   * One signal.
   *
   * @param from seq from which on its acquisitions count, 0 if they are not all known
   * @param until seq of the signal
   * @param held what was held at the signal
   */
  record Signaller(
      RecordedThread thread,
      long from,
      long until,
      Frame site,
      List<Frame> stack,
      List<HeldLock> held) {}

  private record Awaited(int recording, int event, String primitive) {}

  private record AwaitedClass(String name, String primitive) {}

  private record Life(RecordedThread thread, Awaited awaited) {}

  private final Map<Awaited, List<Signaller>> signallers = new HashMap<>();
  private final Map<RecordedThread, List<Acquisition>> acquisitions = new HashMap<>();
  private final Map<Awaited, AwaitedClass> classes = new LinkedHashMap<>();

  Signallers(Model model) {
    Map<Life, Long> before = new HashMap<>();
    Map<Life, List<HeldLock>> begun = new HashMap<>();
    for (Signal signal : model.waits().signals()) {
      if (signal.primitive().equals(Waits.BEGIN)) {
        // Before it nobody waits for this thread: what it took until then it had already.
        Awaited counted = awaited(signal.thread(), signal.event().id(), "count");
        before.put(new Life(signal.thread(), counted), signal.seq());
        begun.put(new Life(signal.thread(), counted), signal.held());
        continue;
      }
      Awaited awaited = awaited(signal.thread(), signal.event().id(), signal.primitive());
      classes.put(awaited, awaitedClass(signal.event().lockClass(), signal.primitive()));
      Life life = new Life(signal.thread(), awaited);
      Long last = before.put(life, signal.seq());
      // what it did before its signal before this one was done for that one
      long from =
          signal.since() == 0 || last == null ? signal.since() : Math.max(signal.since(), last);
      List<HeldLock> held = without(signal.held(), begun.getOrDefault(life, List.of()));
      add(
          awaited,
          new Signaller(signal.thread(), from, signal.seq(), signal.site(), signal.stack(), held));
    }
    tasks(model);
    for (Acquisition acquisition : model.acquisitions()) {
      acquisitions.computeIfAbsent(acquisition.thread(), key -> new ArrayList<>()).add(acquisition);
    }
  }

  /** All that were seen, but for the waiting thread itself. */
  List<Signaller> of(EventWait wait) {
    List<Signaller> all = new ArrayList<>();
    if (wait.primitive().equals("thread-end") && wait.actor() != 0) {
      List<Acquisition> own =
          acquisitions.getOrDefault(
              new RecordedThread(wait.thread().recording(), wait.actor(), ""), List.of());
      if (!own.isEmpty()) {
        long end = wait.came() ? wait.endSeq() : Long.MAX_VALUE;
        all.add(new Signaller(own.get(0).thread(), 1, end, Frame.UNKNOWN, List.of(), List.of()));
      }
      return all;
    }
    for (Signaller each :
        signallers.getOrDefault(
            awaited(wait.thread(), wait.event().id(), wait.primitive()), List.of())) {
      if (!each.thread().equals(wait.thread())) {
        all.add(each);
      }
    }
    return all;
  }

  /**
   * Those who were seen, in this run or another one, to make events of the same class happen; none
   * if the class has no name of its own.
   */
  List<Signaller> ofClass(EventWait wait) {
    List<Signaller> all = new ArrayList<>();
    AwaitedClass wanted = awaitedClass(wait.event().lockClass(), wait.primitive());
    if (!wait.event().lockClass().general()) {
      classes.forEach(
          (awaited, each) -> {
            if (each.equals(wanted)) {
              all.addAll(signallers.getOrDefault(awaited, List.of()));
            }
          });
    }
    return all;
  }

  private static AwaitedClass awaitedClass(LockClass event, String primitive) {
    return new AwaitedClass(event.name(), primitive);
  }

  /** The acquisitions of a thread, by seq. */
  List<Acquisition> acquisitionsOf(Signaller signaller) {
    return acquisitions.getOrDefault(signaller.thread(), List.of());
  }

  private static List<HeldLock> without(List<HeldLock> held, List<HeldLock> before) {
    return held.stream()
        .filter(one -> before.stream().noneMatch(b -> b.instance().equals(one.instance())))
        .toList();
  }

  private void tasks(Model model) {
    Map<List<Integer>, TaskStep> begun = new HashMap<>();
    Map<List<Integer>, Integer> events = new HashMap<>();
    for (TaskStep step : model.waits().tasks()) {
      List<Integer> task = List.of(step.thread().recording(), step.task());
      if (step.event() != 0) {
        events.put(task, step.event());
      }
      if (step.phase() == TaskStep.Phase.BEGIN) {
        begun.put(task, step);
      } else if (step.phase() == TaskStep.Phase.END && begun.containsKey(task)) {
        ended(begun.remove(task), step.seq(), events.getOrDefault(task, 0));
      }
    }
    begun.forEach((task, step) -> ended(step, Long.MAX_VALUE, events.getOrDefault(task, 0)));
  }

  private void ended(TaskStep begin, long end, int event) {
    if (event != 0) {
      long from = begin.since() == 0 ? 0 : begin.seq();
      add(
          awaited(begin.thread(), event, "future"),
          new Signaller(begin.thread(), from, end, begin.site(), begin.stack(), List.of()));
    }
  }

  private void add(Awaited awaited, Signaller signaller) {
    signallers.computeIfAbsent(awaited, key -> new ArrayList<>()).add(signaller);
  }

  private static Awaited awaited(RecordedThread thread, int event, String primitive) {
    return new Awaited(thread.recording(), event, primitive);
  }
}
