package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Acquisition;
import io.jlockdep.verifier.model.Blame;
import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.Dependency;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Frame;
import io.jlockdep.verifier.model.HeldLock;
import io.jlockdep.verifier.model.LockKind;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.Occurrence;
import io.jlockdep.verifier.model.Operation;
import io.jlockdep.verifier.model.Place;
import io.jlockdep.verifier.model.Severity;
import io.jlockdep.verifier.model.SyncFigures;
import io.jlockdep.verifier.model.Witness;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** One finding in words. */
final class FindingText {
  private static final int WITNESS_THREADS = 12;

  private final Names names;
  private final Map<String, String> reasons;
  private final Map<String, String> remarks;
  private final StringBuilder out;

  /**
   * @param reasons by the name of a contract why it is there
   * @param remarks by the fingerprint of a finding why the baseline does not keep it back
   */
  FindingText(
      Names names, Map<String, String> reasons, Map<String, String> remarks, StringBuilder out) {
    this.names = names;
    this.reasons = reasons;
    this.remarks = remarks;
    this.out = out;
  }

  /** The finding with stacks, scenario and advice. */
  void full(int number, Finding finding) {
    line(
        "[%d] %s %s  (%s)",
        number,
        finding.severity().word().toUpperCase(Locale.ROOT),
        Names.printable(finding.title()),
        finding.category().word());
    if (isCycle(finding)) {
      line("    cycle: %s", cycle(finding));
    }
    finding.edges().forEach(edge -> edge(finding, edge));
    finding.places().forEach(this::place);
    if (finding.edges().isEmpty()) {
      finding.evidence().stream().limit(1).forEach(one -> bare(finding, one));
    }
    finding.sync().ifPresent(this::sync);
    finding.occurrences().forEach(this::occurrence);
    finding.blame().ifPresent(blame -> line("    %s", blame(blame)));
    for (String contract : finding.contracts()) {
      line("");
      String why = reasons.getOrDefault(contract, "");
      line(
          "    It breaks contract %s%s",
          Names.printable(contract), why.isEmpty() ? "." : ": " + Names.printable(why));
    }
    if (isCycle(finding)) {
      line("");
      line(finding.severity() == Severity.ERROR ? "    How it hangs:" : "    How it would hang:");
      new Scenario(names).lines(finding).forEach(text -> line("%s", text));
    }
    finding.witness().ifPresent(this::witness);
    line("");
    line("    how sure:       %s - %s", finding.verdict().grade().word(), Advice.meaning(finding));
    if (!finding.verdict().downgrades().isEmpty()) {
      line("    kept lower by:  %s", String.join(", ", finding.verdict().downgrades()));
    }
    if (!finding.verdict().whyNotHigher().isEmpty()) {
      line("    why not higher: %s", finding.verdict().whyNotHigher());
    }
    line("    what next:      %s", Advice.nextStep(finding));
    remark(finding, "    reported again: %s");
    line("    seen %s, fingerprint %s", times(finding.witnesses()), finding.fingerprint());
    line("");
  }

  /** The run of a prediction: how far each thread goes before all of them hang. */
  private void witness(Witness witness) {
    line("");
    line(
        "    Witness: %d recorded events in another order, replayed step by step, end there:",
        witness.events());
    witness.threads().stream()
        .limit(WITNESS_THREADS)
        .forEach(
            prefix ->
                line(
                    "      thread %s makes the first %d of its %d events",
                    names.of(prefix.thread()), prefix.events(), prefix.of()));
    if (witness.threads().size() > WITNESS_THREADS) {
      line("      and %d more threads", witness.threads().size() - WITNESS_THREADS);
    }
  }

  /** The finding on a few lines. */
  void brief(int number, Finding finding) {
    line(
        "[%d] %s %s  (%s)",
        number,
        finding.severity().word(),
        Names.printable(finding.title()),
        finding.category().word());
    for (Dependency edge : finding.edges()) {
      line(
          "      %s: %s at %s, then %s at %s",
          names.of(edge.thread()),
          names.of(edge.held().instance(), finding),
          place(edge.held().site()),
          names.of(edge.acquisition().instance(), finding),
          place(edge.acquisition().site()));
    }
    finding
        .sync()
        .ifPresent(
            sync ->
                line(
                    "      at %s, %s, %s in all, longest %s",
                    place(sync.example().site()),
                    times(sync.count()),
                    millis(sync.totalNanos()),
                    millis(sync.maxNanos())));
    finding
        .places()
        .forEach(
            each ->
                line(
                    "      %s %s at %s",
                    names.of(each.thread()), Names.printable(each.what()), place(each.site())));
    finding.blame().ifPresent(blame -> line("      %s", blame(blame)));
    finding
        .occurrences()
        .forEach(
            each ->
                line(
                    "      %s: %s at %s",
                    names.of(each.thread()), Names.printable(each.text()), place(each.site())));
    remark(finding, "      reported again: %s");
    line("      %s (fingerprint %s)", finding.verdict().whyNotHigher(), finding.fingerprint());
  }

  private void remark(Finding finding, String format) {
    String remark = remarks.get(finding.fingerprint());
    if (remark != null) {
      line(format, Names.printable(remark));
    }
  }

  static boolean isCycle(Finding finding) {
    return !finding.edges().isEmpty() && finding.category() != Category.CONTRACT;
  }

  /** Modes are told only where they are not all exclusive. */
  String cycle(Finding finding) {
    List<Dependency> edges = finding.edges();
    boolean modes =
        edges.stream()
            .anyMatch(
                edge ->
                    edge.held().mode() == Mode.SHARED || edge.acquisition().mode() == Mode.SHARED);
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < edges.size(); i++) {
      Dependency edge = edges.get(i);
      String held = "held " + edge.held().mode().word();
      String asked =
          i == 0 ? "" : "asked for " + edges.get(i - 1).acquisition().mode().word() + ", ";
      path.append(names.of(edge.held().instance(), finding));
      path.append(modes ? " (" + asked + held + ") -> " : " -> ");
    }
    Acquisition last = edges.get(edges.size() - 1).acquisition();
    path.append(names.of(last.instance(), finding));
    return modes ? path + " (asked for " + last.mode().word() + ")" : path.toString();
  }

  private void edge(Finding finding, Dependency edge) {
    bare(finding, edge.acquisition());
    HeldLock held = edge.held();
    if (edge.signals()) {
      Steps.Part part = Steps.Part.of(finding, edge);
      line(
          switch (part) {
            case HAS_BEGUN -> "    before %s can end, which it began here:";
            case IS_TO_SIGNAL -> "    before %s can come, which it is to bring about";
            default -> "    before %s can come, which it brings about here:";
          },
          names.of(held.instance(), finding));
      if (part != Steps.Part.IS_TO_SIGNAL) {
        stack(held.stack(), held.site());
      }
      return;
    }
    line(
        "    while holding %s (%s, %s), taken there%s:",
        names.of(held.instance(), finding),
        held.mode().word(),
        held.how().word(),
        held.exact() || held.stack().isEmpty()
            ? ""
            : " (stack of an earlier acquisition at this place)");
    stack(held.stack(), held.site());
  }

  private void bare(Finding finding, Acquisition request) {
    line("");
    String wanted = names.of(request.instance(), finding);
    line(
        "    Thread %s, %s after the start, %s here:",
        names.of(request.thread()),
        seconds(request.time()),
        request.lockClass().kind() == LockKind.EVENT
            ? "waits for " + wanted
            : "asks for %s (%s, %s)"
                .formatted(wanted, request.mode().word(), request.how().word()));
    stack(request.stack(), request.site());
    operations(request.operations());
  }

  private void sync(SyncFigures sync) {
    line("");
    line(
        "    Thread %s waits for the disk (%s%s) here:",
        names.of(sync.example().thread()),
        sync.kind(),
        sync.example().path().isEmpty() ? "" : " of " + Names.printable(sync.example().path()));
    stack(sync.example().stack(), sync.example().site());
    operations(sync.example().operations());
    for (HeldLock held : sync.held()) {
      line(
          "    while holding %s (%s), taken there:",
          names.of(held.lockClass()), held.mode().word());
      stack(held.stack(), held.site());
    }
    line(
        "    %s, %s in all, longest %s",
        times(sync.count()), millis(sync.totalNanos()), millis(sync.maxNanos()));
  }

  private void place(Place place) {
    line("");
    line(
        "    Thread %s%s %s here:",
        names.of(place.thread()),
        place.time() == 0 ? "" : ", " + seconds(place.time()) + " after the start,",
        Names.printable(place.what()));
    stack(place.stack(), place.site());
    operations(place.operations());
    for (HeldLock held : place.held()) {
      line(
          "    holding %s (%s), taken at %s",
          names.of(held.lockClass()), held.mode().word(), place(held.site()));
    }
  }

  /** The waiting of others, as far as it is known. */
  private static String blame(Blame blame) {
    long calls = blame.calls() + blame.unknownCalls();
    if (blame.calls() == 0) {
      return "waiting that it caused: not known";
    }
    String of =
        blame.unknownCalls() == 0 ? "" : " (known of %d of %d)".formatted(blame.calls(), calls);
    return blame.mostThreads() == 0
        ? "waiting that it caused: none was seen" + of
        : String.format(
            Locale.ROOT,
            "waiting that it caused: %s to %s, of up to %d threads at once%s",
            millis(blame.atLeastNanos()),
            millis(blame.atMostNanos()),
            blame.mostThreads(),
            of);
  }

  private void occurrence(Occurrence occurrence) {
    line("");
    line(
        "    Thread %s, %s after the start: %s here:",
        names.of(occurrence.thread()),
        seconds(occurrence.time()),
        Names.printable(occurrence.text()));
    stack(occurrence.stack(), occurrence.site());
    operations(occurrence.operations());
    for (HeldLock held : occurrence.held()) {
      line(
          "    holding %s (%s), taken at %s",
          names.of(held.lockClass()), held.mode().word(), place(held.site()));
    }
  }

  private void operations(List<Operation> operations) {
    if (!operations.isEmpty()) {
      line(
          "    inside %s",
          operations.stream()
              .map(operation -> Names.printable(operation.name()))
              .collect(Collectors.joining(" > ")));
    }
  }

  private void stack(List<Frame> stack, Frame site) {
    if (stack.isEmpty()) {
      line("        at %s", Names.printable(site.toString()));
    }
    stack.forEach(frame -> line("        at %s", Names.printable(frame.toString())));
  }

  private static String place(Frame site) {
    return Names.printable(site.isKnown() ? site.fileAndLine() : "(place unknown)");
  }

  private static String times(long count) {
    return count == 1 ? "once" : count + " times";
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
  }

  private void line(String format, Object... arguments) {
    out.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
