package io.jlockdep.junit;

import io.jlockdep.verifier.check.Judge;
import io.jlockdep.verifier.model.Comparison;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Judgement;
import io.jlockdep.verifier.read.CannotReadException;
import io.jlockdep.verifier.read.ModelReader;
import io.jlockdep.verifier.report.Report;
import io.jlockdep.verifier.report.Sources;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.opentest4j.AssertionFailedError;

/**
 * Judges the recording after every test in which something new was recorded, as long as its {@link
 * Allowance} lasts, and after every class; remembers what was reported. What it does itself is not
 * recorded.
 */
final class TestWatch {
  private static final int MOST_NAMED = 20;

  private final Settings settings;
  private final Optional<AgentBridge> agent;
  private final Allowance allowance = new Allowance(System::nanoTime);

  /** Tests that run, by their unique id; guarded by this. */
  private final Map<String, String> running = new HashMap<>();

  /** Tests that ran at any time since the last judgement; guarded by this. */
  private final Set<String> sinceJudged = new LinkedHashSet<>();

  private final Set<String> reported = new HashSet<>();
  private long judgedUpTo = -1;

  private TestWatch(Settings settings, Optional<AgentBridge> agent) {
    this.settings = settings;
    this.agent = agent;
  }

  /**
   * Looks for the agent, and attaches it if that is asked for.
   *
   * @throws ExtensionConfigurationException if it is required and not there
   */
  static TestWatch of(Settings settings) {
    Optional<AgentBridge> agent = AgentBridge.find();
    String trouble = "";
    if (agent.isEmpty() && !settings.agent().isEmpty()) {
      trouble = AgentBridge.attach(settings.agent());
      agent = AgentBridge.find();
    }
    if (agent.isEmpty()) {
      String why =
          "the agent is not in this JVM"
              + (trouble.isEmpty() ? "" : " and could not be attached (" + trouble + ")")
              + "; add -javaagent:jlockdep-agent.jar to the arguments of the JVM that runs the tests";
      if (settings.required()) {
        throw new ExtensionConfigurationException("jlockdep.required=true, but " + why);
      }
      System.err.println("jlockdep: LockdepExtension does nothing: " + why);
    }
    return new TestWatch(settings, agent);
  }

  /** A test begins. */
  void begins(String id, String name) {
    agent.ifPresent(bridge -> aside(bridge, () -> remember(id, name)));
  }

  private synchronized void remember(String id, String name) {
    running.put(id, name);
    sinceJudged.add(name);
  }

  /**
   * A test ends.
   *
   * @throws AssertionFailedError if there is a finding that was not there before
   */
  void ends(String id, String name) {
    agent.ifPresent(bridge -> aside(bridge, () -> judgeIfNew(bridge, id, name, false)));
  }

  /**
   * A class of tests ends: what its tests left unjudged is judged now.
   *
   * @throws AssertionFailedError if there is a finding that was not there before
   */
  void classEnds(String id, String name) {
    agent.ifPresent(bridge -> aside(bridge, () -> judgeIfNew(bridge, id, name, true)));
  }

  private static void aside(AgentBridge bridge, Runnable work) {
    bridge.aside(true);
    try {
      work.run();
    } finally {
      bridge.aside(false);
    }
  }

  private synchronized void judgeIfNew(
      AgentBridge bridge, String id, String name, boolean classEnds) {
    running.remove(id);
    long progress = bridge.progress();
    if (progress != judgedUpTo && (classEnds || settings.eachTest() && allowance.isLeft())) {
      judgedUpTo = progress;
      allowance.spend(() -> judge(bridge, name));
    }
  }

  private void judge(AgentBridge bridge, String name) {
    bridge.checkpoint();
    Set<String> others = new LinkedHashSet<>(sinceJudged);
    others.remove(name);
    sinceJudged.clear();
    sinceJudged.addAll(running.values());
    String found = report(read(bridge.recording()));
    if (!found.isEmpty()) {
      throw new AssertionFailedError(message(name, others, found));
    }
  }

  private static Judgement read(String recording) {
    ModelReader reader = new ModelReader(Optional.empty());
    try {
      reader.add(Path.of(recording));
    } catch (CannotReadException e) {
      throw new IllegalStateException("the recording so far cannot be judged: " + e.getMessage());
    }
    return Judge.judge(reader.model());
  }

  /** What is reported for the first time, in full; empty if nothing is. */
  private String report(Judgement judgement) {
    Comparison comparison =
        Comparison.of(judgement.findings(), settings.baseline(), LocalDate.now());
    List<Finding> news =
        comparison.fresh().stream()
            .filter(settings.failOn()::isMetBy)
            .filter(finding -> reported.add(finding.fingerprint()))
            .toList();
    Report report = new Report(judgement, comparison, false, Sources.NONE);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < news.size(); i++) {
      text.append(report.full(i + 1, news.get(i)));
    }
    return text.toString();
  }

  private static String message(String name, Set<String> others, String found) {
    String message = "jlockdep: first seen at the end of " + name;
    if (!others.isEmpty()) {
      message +=
          "; other tests ran since the last judgement, and may have a part in it: "
              + others.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
              + (others.size() > MOST_NAMED
                  ? " and " + (others.size() - MOST_NAMED) + " more"
                  : "");
    }
    return message + "\n" + found;
  }
}
