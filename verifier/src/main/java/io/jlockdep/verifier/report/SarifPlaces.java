package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Acquisition;
import io.jlockdep.verifier.model.Dependency;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Frame;
import io.jlockdep.verifier.model.HeldLock;
import io.jlockdep.verifier.model.Occurrence;
import io.jlockdep.verifier.model.Sync;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The places of a finding in SARIF's words. */
final class SarifPlaces {
  /** What the paths are relative to. */
  static final String BASE = "SRCROOT";

  private final Sources sources;
  private final Names names;

  SarifPlaces(Report report) {
    sources = report.sources();
    names = new Names(report.judgement().model());
  }

  /** The one place where the finding is shown. */
  Optional<Map<String, Object>> of(Finding finding) {
    Place place = Place.of(finding);
    Frame frame = sources.visible(place.site(), place.stack());
    return location(frame, sources.pathOf(frame));
  }

  /** Where each lock was taken and asked for, with a sentence each. */
  List<Object> related(Finding finding) {
    List<Object> related = new ArrayList<>();
    for (Dependency edge : finding.edges()) {
      HeldLock held = edge.held();
      add(related, held.site(), thread(edge) + Steps.held(names, finding, edge));
      Acquisition request = edge.acquisition();
      add(related, request.site(), thread(edge) + Steps.asked(names, finding, edge));
    }
    finding
        .sync()
        .ifPresent(
            sync ->
                sync.held()
                    .forEach(
                        held -> add(related, held.site(), "takes " + names.of(held.lockClass()))));
    for (Occurrence each : finding.occurrences()) {
      add(related, each.site(), names.of(each.thread()) + ": " + Names.printable(each.text()));
    }
    return related;
  }

  /**
   * A flow for each thread: down the stack to where it took the lock, then down to where it asks
   * for the next. The order over all threads is that of the hang: all take, then all ask.
   */
  List<Object> threadFlows(Finding finding) {
    List<Object> flows = new ArrayList<>();
    int threads = finding.edges().size();
    for (int i = 0; i < threads; i++) {
      Dependency edge = finding.edges().get(i);
      HeldLock held = edge.held();
      Acquisition request = edge.acquisition();
      List<Object> steps = new ArrayList<>();
      walk(steps, held.stack(), held.site(), Steps.held(names, finding, edge), i + 1);
      walk(
          steps,
          request.stack(),
          request.site(),
          Steps.asked(names, finding, edge),
          threads + i + 1);
      addFlow(flows, names.of(edge.thread()), steps);
    }
    if (threads == 0) {
      finding.sync().ifPresent(sync -> addFlow(flows, sync.example()));
      for (Occurrence each : finding.occurrences()) {
        List<Object> steps = new ArrayList<>();
        walk(steps, each.stack(), each.site(), Names.printable(each.text()), 1);
        addFlow(flows, names.of(each.thread()), steps);
      }
    }
    return flows;
  }

  private void addFlow(List<Object> flows, Sync sync) {
    List<Object> steps = new ArrayList<>();
    int order = 1;
    for (HeldLock held : sync.held()) {
      String taken = "takes " + names.of(held.lockClass());
      walk(steps, held.stack(), held.site(), taken, order++);
    }
    walk(steps, sync.stack(), sync.site(), "waits for the disk (" + sync.kind() + ")", order);
    addFlow(flows, names.of(sync.thread()), steps);
  }

  private static void addFlow(List<Object> flows, String title, List<Object> steps) {
    if (!steps.isEmpty()) {
      Map<String, Object> flow = new LinkedHashMap<>();
      flow.put("message", SarifReport.text(title));
      flow.put("locations", steps);
      flows.add(flow);
    }
  }

  private void walk(List<Object> steps, List<Frame> stack, Frame site, String end, int order) {
    List<Frame> frames = stack.isEmpty() ? List.of(site) : stack;
    for (int i = frames.size() - 1; i >= 0; i--) {
      Frame frame = frames.get(i);
      String message = i == 0 ? end : Names.printable(frame.toString());
      int depth = frames.size() - 1 - i;
      Map<String, Object> step = new LinkedHashMap<>();
      location(frame, sources.pathIfOurs(frame))
          .ifPresent(
              location -> {
                location.put("message", SarifReport.text(message));
                step.put("location", location);
              });
      if (!step.isEmpty()) {
        step.put("nestingLevel", depth);
        if (i == 0) {
          step.put("executionOrder", order);
        }
        step.put("importance", i == 0 ? "essential" : "unimportant");
        steps.add(step);
      }
    }
  }

  private void add(List<Object> related, Frame site, String sentence) {
    location(site, sources.pathIfOurs(site))
        .ifPresent(
            location -> {
              location.put("id", related.size() + 1);
              location.put("message", SarifReport.text(sentence));
              related.add(location);
            });
  }

  private Optional<Map<String, Object>> location(Frame frame, String path) {
    if (!frame.isKnown()) {
      return Optional.empty();
    }
    Map<String, Object> location = new LinkedHashMap<>();
    if (!path.isEmpty()) {
      Map<String, Object> physical = new LinkedHashMap<>();
      physical.put("artifactLocation", SarifReport.pair("uri", uri(path), "uriBaseId", BASE));
      if (frame.line() > 0) {
        physical.put("region", Map.of("startLine", frame.line()));
      }
      location.put("physicalLocation", physical);
    }
    String name =
        frame.method().isEmpty() ? frame.className() : frame.className() + "." + frame.method();
    location.put(
        "logicalLocations",
        List.of(SarifReport.pair("fullyQualifiedName", Names.printable(name), "kind", "function")));
    return Optional.of(location);
  }

  /** Percent-encoded as a URI needs it. */
  private static String uri(String path) {
    return Arrays.stream(path.split("/"))
        .map(segment -> URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }

  private String thread(Dependency edge) {
    return names.of(edge.thread()) + " ";
  }
}
