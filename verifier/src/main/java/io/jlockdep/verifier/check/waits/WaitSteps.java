package io.jlockdep.verifier.check.waits;

import io.jlockdep.verifier.check.waits.WaitStep.Node;
import io.jlockdep.verifier.model.Acquisition;
import io.jlockdep.verifier.model.Dependency;
import io.jlockdep.verifier.model.EventWait;
import io.jlockdep.verifier.model.HeldLock;
import io.jlockdep.verifier.model.How;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.RecordedThread;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All {@link WaitStep}s of a model: through locks, waits and signals; a few of each kind. */
final class WaitSteps {
  private static final int ALIKE = 8;

  private record Pair(Node from, Node to) {}

  private final Signallers signallers;
  private final Map<Pair, List<WaitStep>> steps = new LinkedHashMap<>();
  private final Map<Node, Set<Signallers.Signaller>> all = new HashMap<>();
  private final Map<RecordedThread, List<EventWait>> waits = new HashMap<>();

  WaitSteps(Model model, Signallers signallers) {
    this.signallers = signallers;
    for (EventWait wait : model.waits().waits()) {
      waits.computeIfAbsent(wait.thread(), key -> new ArrayList<>()).add(wait);
    }
    for (EventWait wait : model.waits().waits()) {
      wait(wait);
    }
    all.forEach((event, each) -> each.forEach(one -> signaller(event, one)));
    if (!steps.isEmpty()) {
      model.acquisitions().forEach(this::acquisition);
    }
  }

  /** The pairs, and the steps from one to the other. */
  Collection<List<WaitStep>> pairs() {
    return steps.values();
  }

  List<WaitStep> between(Node from, Node to) {
    return steps.getOrDefault(new Pair(from, to), List.of());
  }

  /** Those who were seen to make an event happen. */
  Set<Signallers.Signaller> signallersOf(Node event) {
    return all.getOrDefault(event, Set.of());
  }

  private void wait(EventWait wait) {
    Node event = new Node(wait.event(), wait.primitive());
    all.computeIfAbsent(event, key -> new LinkedHashSet<>()).addAll(signallers.of(wait));
    for (HeldLock held : wait.held()) {
      if (held.instance().excludes()) {
        Dependency edge = new Dependency(held, WaitCycleCheck.asRequest(wait));
        add(Node.lock(held.instance()), event, edge, Optional.empty(), wait.timed());
      }
    }
  }

  private void signaller(Node event, Signallers.Signaller signaller) {
    HeldLock brought =
        new HeldLock(
            event.instance(),
            Mode.EXCLUSIVE,
            How.BLOCKING,
            signaller.site(),
            signaller.stack(),
            true);
    for (HeldLock own : signaller.held()) {
      Dependency edge = new Dependency(brought, WaitCycleCheck.taken(signaller, own), true);
      add(event, Node.lock(own.instance()), edge, Optional.of(signaller), false);
    }
    if (signaller.from() == 0) {
      return;
    }
    for (Acquisition each : signallers.acquisitionsOf(signaller)) {
      if (each.seq() >= signaller.from() && each.seq() < signaller.until() && isNeeded(each)) {
        add(
            event,
            Node.lock(each.instance()),
            new Dependency(brought, each, true),
            Optional.of(signaller),
            false);
      }
    }
    for (EventWait wait : waits.getOrDefault(signaller.thread(), List.of())) {
      if (wait.seq() >= signaller.from() && wait.seq() < signaller.until()) {
        Node other = new Node(wait.event(), wait.primitive());
        Dependency edge = new Dependency(brought, WaitCycleCheck.asRequest(wait), true);
        add(event, other, edge, Optional.of(signaller), wait.timed());
      }
    }
  }

  private void acquisition(Acquisition request) {
    if (isNeeded(request)) {
      for (HeldLock held : request.held()) {
        if (held.instance().excludes()) {
          Dependency edge = new Dependency(held, request);
          add(
              Node.lock(held.instance()),
              Node.lock(request.instance()),
              edge,
              Optional.empty(),
              false);
        }
      }
    }
  }

  private static boolean isNeeded(Acquisition request) {
    LockInstance lock = request.instance();
    return lock.excludes()
        && (request.how() == How.BLOCKING
            || request.how() == How.INTERRUPTIBLE
            || request.how() == How.REACQUIRE);
  }

  private void add(
      Node from,
      Node to,
      Dependency edge,
      Optional<Signallers.Signaller> signaller,
      boolean timed) {
    if (from.equals(to)) {
      return;
    }
    List<WaitStep> alike = steps.computeIfAbsent(new Pair(from, to), key -> new ArrayList<>());
    if (alike.size() < ALIKE || signaller.isPresent()) {
      alike.add(new WaitStep(from, to, edge, signaller, timed));
    }
  }
}
