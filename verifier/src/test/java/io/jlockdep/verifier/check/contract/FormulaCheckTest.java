package io.jlockdep.verifier.check.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.verifier.model.EventPattern;
import io.jlockdep.verifier.model.Formula;
import io.jlockdep.verifier.model.Frame;
import io.jlockdep.verifier.model.Occurrence;
import io.jlockdep.verifier.model.RecordedThread;
import io.jlockdep.verifier.model.Rule;
import io.jlockdep.verifier.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaCheckTest {
  private static final RecordedThread THREAD = new RecordedThread(0, 1, "t");

  /** The definition, word by word, over the slice of one binding. */
  private static boolean holds(
      Formula formula, List<Occurrence> slice, int i, Map<String, Long> binding) {
    if (formula instanceof Formula.Atom atom) {
      return atom.pattern().matches(slice.get(i), binding);
    } else if (formula instanceof Formula.Not not) {
      return !holds(not.of(), slice, i, binding);
    } else if (formula instanceof Formula.And and) {
      return holds(and.left(), slice, i, binding) && holds(and.right(), slice, i, binding);
    } else if (formula instanceof Formula.Or or) {
      return holds(or.left(), slice, i, binding) || holds(or.right(), slice, i, binding);
    } else if (formula instanceof Formula.Previously previously) {
      return i > 0 && holds(previously.of(), slice, i - 1, binding);
    } else if (formula instanceof Formula.Once once) {
      for (int j = 0; j <= i; j++) {
        if (holds(once.of(), slice, j, binding)) {
          return true;
        }
      }
      return false;
    } else if (formula instanceof Formula.Historically historically) {
      for (int j = 0; j <= i; j++) {
        if (!holds(historically.of(), slice, j, binding)) {
          return false;
        }
      }
      return true;
    }
    Formula.Since since = (Formula.Since) formula;
    for (int j = i; j >= 0; j--) {
      if (holds(since.right(), slice, j, binding)) {
        return true;
      }
      if (!holds(since.left(), slice, j, binding)) {
        return false;
      }
    }
    return false;
  }

  private static List<Long> naive(
      Rule.Always rule, List<Occurrence> trace, List<EventPattern> atoms) {
    List<Long> violations = new ArrayList<>();
    for (Occurrence at : trace) {
      Optional<Map<String, Long>> binding = rule.at().bind(at);
      if (binding.isEmpty()) {
        continue;
      }
      List<Occurrence> slice = new ArrayList<>();
      boolean begun = rule.at().variables().isEmpty();
      for (Occurrence each : trace) {
        boolean trigger = rule.at().bind(each).map(binding.get()::equals).orElse(false);
        boolean named =
            trigger
                || atoms.stream()
                    .anyMatch(a -> !a.variables().isEmpty() && a.matches(each, binding.get()));
        begun |= named;
        if (begun && (named || atoms.stream().anyMatch(a -> a.matches(each, binding.get())))) {
          slice.add(each);
        }
        if (each == at) {
          break;
        }
      }
      if (!holds(rule.holds(), slice, slice.size() - 1, binding.get())) {
        violations.add(at.seq());
      }
    }
    return violations;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void agreesWithTheDefinitionOnRandomFormulasAndTraces(long seed) {
    Random random = new Random(seed);
    int broken = 0;
    for (int round = 0; round < 400; round++) {
      List<EventPattern> atoms = new ArrayList<>();
      Formula formula = formula(random, 4, atoms);
      EventPattern at =
          random.nextBoolean()
              ? new EventPattern("a", List.of("x", "_"), false)
              : new EventPattern("a", List.of("x", "y"), false);
      Rule.Always rule = new Rule.Always("r", at, formula, Severity.ERROR, "");
      if (atoms.stream().anyMatch(a -> !at.variables().containsAll(a.variables()))) {
        continue;
      }
      List<Occurrence> trace = trace(random);
      List<Long> expected = naive(rule, trace, atoms);
      List<Long> found =
          new FormulaCheck(rule, trace).violations().stream().map(v -> v.at().seq()).toList();
      assertThat(found)
          .as("seed %d, round %d, at %s: %s, trace %s", seed, round, at, formula, text(trace))
          .isEqualTo(expected);
      broken += expected.size();
    }
    assertThat(broken).isPositive();
  }

  private static String text(List<Occurrence> trace) {
    return trace.stream().map(Occurrence::text).collect(Collectors.joining(" "));
  }

  private static List<Occurrence> trace(Random random) {
    List<Occurrence> trace = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      String event = List.of("a", "b", "c").get(random.nextInt(3));
      trace.add(occurrence(i + 1, event, random.nextInt(3), random.nextInt(2)));
    }
    return trace;
  }

  private static Occurrence occurrence(long seq, String event, long... values) {
    List<Long> list = new ArrayList<>();
    for (long value : values) {
      list.add(value);
    }
    return new Occurrence(
        0, THREAD, seq, seq, event, list, Frame.UNKNOWN, List.of(), List.of(), List.of());
  }

  private static Formula formula(Random random, int depth, List<EventPattern> atoms) {
    if (depth == 0 || random.nextInt(5) == 0) {
      List<String> terms =
          List.of(
              List.of("x", "_", "1", "x").get(random.nextInt(4)),
              List.of("y", "_", "0", "_").get(random.nextInt(4)));
      EventPattern pattern =
          new EventPattern(List.of("a", "b", "c").get(random.nextInt(3)), terms, false);
      atoms.add(pattern);
      return new Formula.Atom(pattern);
    }
    Formula left = formula(random, depth - 1, atoms);
    return switch (random.nextInt(7)) {
      case 0 -> new Formula.Not(left);
      case 1 -> new Formula.Previously(left);
      case 2 -> new Formula.Once(left);
      case 3 -> new Formula.Historically(left);
      case 4 -> new Formula.And(left, formula(random, depth - 1, atoms));
      case 5 -> new Formula.Or(left, formula(random, depth - 1, atoms));
      default -> new Formula.Since(left, formula(random, depth - 1, atoms));
    };
  }

  @Test
  void aMonitorIsGivenUpAfterTheLastTriggerOfItsValues() {
    EventPattern end = new EventPattern("end", List.of("x"), false);
    EventPattern begin = new EventPattern("begin", List.of("x"), false);
    Rule.Always rule =
        new Rule.Always("r", end, new Formula.Once(new Formula.Atom(begin)), Severity.ERROR, "");
    List<Occurrence> trace = new ArrayList<>();
    for (long i = 0; i < 1000; i++) {
      trace.add(occurrence(2 * i, "begin", i));
      trace.add(occurrence(2 * i + 1, "end", i));
    }
    FormulaCheck check = new FormulaCheck(rule, trace);
    assertThat(check.violations()).isEmpty();
    assertThat(check.peakMonitors()).isEqualTo(1);
  }

  @Test
  void whatIsOpenedIsClosedInTime() {
    Rule.Balanced rule =
        new Rule.Balanced(
            "r",
            new EventPattern("open", List.of("x", "t"), false),
            List.of(new EventPattern("close", List.of("x"), false)),
            Optional.of(new EventPattern("end", List.of("t"), false)),
            Severity.ERROR,
            "");
    List<Occurrence> trace =
        List.of(
            occurrence(1, "open", 7, 1),
            occurrence(2, "open", 8, 2),
            occurrence(3, "close", 7),
            occurrence(4, "end", 1),
            occurrence(5, "end", 2));
    assertThat(BalanceCheck.broken(rule, trace, true)).hasSize(1);
    assertThat(BalanceCheck.broken(rule, trace, true).get(0))
        .extracting(Occurrence::seq)
        .containsExactly(2L, 5L);
  }
}
