package io.jlockdep.verifier.check.predict;

import io.jlockdep.verifier.model.Acquisition;
import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.Cycle;
import io.jlockdep.verifier.model.Dependency;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Fingerprint;
import io.jlockdep.verifier.model.Frame;
import io.jlockdep.verifier.model.Grade;
import io.jlockdep.verifier.model.HeldLock;
import io.jlockdep.verifier.model.How;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.Operation;
import io.jlockdep.verifier.model.RecordedThread;
import io.jlockdep.verifier.model.Severity;
import io.jlockdep.verifier.model.Trace;
import io.jlockdep.verifier.model.TraceOp;
import io.jlockdep.verifier.model.Verdict;
import io.jlockdep.verifier.model.Witness;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The findings about the lock order, with what was predicted. */
final class RaisedFindings {
  private static final String INTO_SELF_DEADLOCK = "only on the way into ";

  private final Model model;
  private final Map<String, Finding> findings = new LinkedHashMap<>();
  private final Map<Frame, Acquisition> bySite = new HashMap<>();

  RaisedFindings(Model model, List<Finding> known) {
    this.model = model;
    known.forEach(finding -> findings.put(finding.fingerprint(), finding));
    for (Acquisition acquisition : model.acquisitions()) {
      if (acquisition.site().isKnown() && !acquisition.stack().isEmpty()) {
        bySite.putIfAbsent(acquisition.site(), acquisition);
      }
    }
  }

  List<Finding> findings() {
    return List.copyOf(findings.values());
  }

  /**
   * Takes in a prediction that stood the replay.
   *
   * @param all how many events each thread has in the trace
   * @param end where the threads hang, each waiting for the next
   */
  void add(Trace trace, Prediction prediction, int[] all, List<Replay.Stuck> end) {
    List<Dependency> edges = new ArrayList<>();
    for (int i = 0; i < end.size(); i++) {
      Replay.Stuck before = end.get((i + end.size() - 1) % end.size());
      edges.add(edge(trace, end.get(i), before.request().lock()));
    }
    List<Dependency> cycle = Cycle.smallestFirst(edges);
    String fingerprint = Fingerprint.ofCycle(Category.LOCK_ORDER, cycle);
    Finding known = findings.get(fingerprint);
    if (known != null
        && (known.verdict().grade() == Grade.PREDICTED
            || known.verdict().downgrades().stream().anyMatch(this::leadsElsewhere))) {
      return;
    }
    findings.put(
        fingerprint,
        new Finding(
            fingerprint,
            Category.LOCK_ORDER,
            new Verdict(Grade.PREDICTED, Severity.ERROR, List.of(), limits(trace)),
            known == null ? title(cycle) : known.title(),
            Cycle.locks(cycle),
            cycle,
            cycle.get(cycle.size() - 1).acquisition().operations().stream()
                .map(Operation::name)
                .toList(),
            List.of(),
            Optional.empty(),
            cycle.stream().map(Dependency::acquisition).toList(),
            known == null ? 1 : known.witnesses(),
            Optional.of(witness(trace, prediction, all))));
  }

  /**
   * Takes back what reads and signals refute: where every pair of such acquisitions is ordered by
   * what a thread read from another one, or awaited from it, they did not meet.
   */
  void lower(Trace trace, Predictor predictor) {
    Map<LockInstance, Integer> numbers = new HashMap<>();
    for (int lock = 0; lock < trace.locks().size(); lock++) {
      numbers.put(trace.locks().get(lock), lock);
    }
    findings.replaceAll(
        (fingerprint, finding) -> {
          List<Integer> locks = new ArrayList<>();
          finding.edges().forEach(e -> locks.add(numbers.get(e.acquisition().instance())));
          boolean isOurs = finding.verdict().grade() == Grade.INSTANCE && !locks.contains(null);
          if (isOurs) {
            Collections.rotate(locks, -locks.indexOf(Collections.min(locks)));
          }
          boolean refuted =
              isOurs
                  && (trace.variables() > 0
                      ? !predictor.canMeet(locks)
                      : predictor.isRefuted(locks));
          return refuted ? lowered(trace, finding) : finding;
        });
  }

  private static Finding lowered(Trace trace, Finding finding) {
    List<String> downgrades = new ArrayList<>(finding.verdict().downgrades());
    boolean reads = trace.variables() > 0;
    downgrades.add(reads ? "ordered by reads" : "ordered by signal");
    return finding.judged(
        new Verdict(
            Grade.CLASS,
            finding.severity().atMost(Severity.WARNING),
            downgrades,
            (reads
                    ? "in this run what one thread read from the other kept them apart"
                    : "in this run a wait for what the other thread signalled kept them apart")
                + "; another run need not"));
  }

  private boolean leadsElsewhere(String downgrade) {
    return downgrade.startsWith(INTO_SELF_DEADLOCK);
  }

  private Dependency edge(Trace trace, Replay.Stuck stuck, int heldLock) {
    List<HeldLock> held = stuck.held().stream().map(hold -> held(trace, hold)).toList();
    Replay.Hold request = stuck.request();
    Frame site = trace.site(request.site());
    Optional<Acquisition> alike = Optional.ofNullable(bySite.get(site));
    RecordedThread thread = trace.threads().get(stuck.thread());
    Acquisition acquisition =
        new Acquisition(
            thread,
            request.event(),
            0,
            trace.locks().get(request.lock()),
            request.shared() ? Mode.SHARED : Mode.EXCLUSIVE,
            how(request.op()),
            site,
            alike.map(Acquisition::stack).orElse(List.of()),
            held,
            alike.map(Acquisition::operations).orElse(List.of()),
            true);
    HeldLock from =
        held.stream()
            .filter(each -> each.instance().equals(trace.locks().get(heldLock)))
            .min((one, other) -> one.mode().compareTo(other.mode()))
            .orElseThrow();
    return new Dependency(from, acquisition);
  }

  private HeldLock held(Trace trace, Replay.Hold hold) {
    Frame site = trace.site(hold.site());
    return new HeldLock(
        trace.locks().get(hold.lock()),
        hold.shared() ? Mode.SHARED : Mode.EXCLUSIVE,
        how(hold.op()),
        site,
        Optional.ofNullable(bySite.get(site)).map(Acquisition::stack).orElse(List.of()),
        false);
  }

  private static How how(int op) {
    return switch (op) {
      case TraceOp.TRY, TraceOp.TRY_SHARED -> How.TRY;
      case TraceOp.REACQUIRE, TraceOp.REACQUIRE_SHARED -> How.REACQUIRE;
      default -> How.BLOCKING;
    };
  }

  private static Witness witness(Trace trace, Prediction prediction, int[] all) {
    List<Witness.Prefix> prefixes = new ArrayList<>();
    for (int thread = 0; thread < all.length; thread++) {
      if (prediction.counts()[thread] > 0) {
        prefixes.add(
            new Witness.Prefix(
                trace.threads().get(thread), prediction.counts()[thread], all[thread]));
      }
    }
    return new Witness(prefixes);
  }

  /** What the prediction is relative to. */
  private String limits(Trace trace) {
    StringBuilder text = new StringBuilder("it was not seen to hang; ");
    text.append(
        trace.variables() > 0
            ? "the reordering keeps what each thread does and what each read reads"
            : "the reordering keeps the order of each thread, of starts and joins and of the locks,"
                + " but memory accesses were not recorded: a flag or a hand-over by other means may"
                + " keep the threads apart");
    if (!trace.threads().isEmpty()) {
      var recording = model.recordings().get(trace.threads().get(0).recording());
      if (recording.coverage().eventsLost() > 0) {
        text.append("; ").append(recording.coverage().eventsLost()).append(" events were lost");
      }
      if (!recording.complete()) {
        text.append("; the recording was not read whole");
      }
    }
    return text.toString();
  }

  private static String title(List<Dependency> cycle) {
    List<String> names = cycle.stream().map(edge -> edge.from().shortName()).toList();
    return names.stream().distinct().count() == 1
        ? "lock order inversion between objects of " + names.get(0)
        : "lock order inversion: " + String.join(" -> ", names) + " -> " + names.get(0);
  }
}
