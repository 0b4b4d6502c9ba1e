package io.jlockdep.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.verifier.TestRun;
import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.How;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.LockKind;
import io.jlockdep.verifier.model.Misuse;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.Waiters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the verifier says of every kind of acquisition on every kind of lock. The table is {@code
 * docs/verdicts.md}; run with {@code -Djlockdep.golden=write} to write it anew, and read the
 * difference.
 */
class VerdictTableTest {
  /** All kinds but events, which nobody holds. */
  private static final Set<LockKind> LOCKS = EnumSet.complementOf(EnumSet.of(LockKind.EVENT));

  private static final Path TABLE = Path.of("..", "docs", "verdicts.md");
  private static final Set<LockKind> WITH_READERS =
      Set.of(LockKind.RW_LOCK, LockKind.STAMPED_LOCK, LockKind.DECLARED);

  private static final Set<LockKind> NO_MONITORS =
      EnumSet.complementOf(EnumSet.of(LockKind.MONITOR));

  /** The run, two objects of classes of the kind, and two threads. */
  private static final class Stage {
    private final TestRun run = new TestRun();
    private final LockKind kind;
    private final LockInstance a;
    private final LockInstance b;
    private final TestRun.Thread one = run.thread("one");
    private final TestRun.Thread two = run.thread("two");

    private Stage(LockKind kind) {
      this.kind = kind;
      a = lock("A", 1);
      b = lock("B", 1);
    }

    private LockInstance lock(String name, int number) {
      return kind == LockKind.SEMAPHORE && number == 1
          ? run.semaphore(name, 1, false)
          : run.lock(name, number, kind);
    }

    private LockInstance event() {
      return run.lock("E", LockKind.LOCK);
    }

    private void awaits(boolean signallerTakesIt) {
      one.take(a).about("latch", event());
      two.followed();
      if (signallerTakesIt) {
        two.take(a).release(a);
      }
      two.signal("latch", event());
    }

    private void misuse(Misuse.Rule rule) {
      one.take(a).misuse(rule, a, "this thread", true);
    }

    private void oneReads(boolean writerOfA) {
      one.read(a).take(b);
      two.take(b).read(a);
      if (writerOfA) {
        run.thread("writer").take(a).release(a);
      }
    }

    private void inner(How how) {
      one.nest(a, b);
      two.take(b).take(a, Mode.EXCLUSIVE, how);
    }

    private void readers(boolean writerOfA, boolean writerOfB) {
      one.read(a).read(b).release(b).release(a);
      two.read(b).read(a).release(a).release(b);
      if (writerOfA) {
        run.thread("writer").take(a).release(a);
      }
      if (writerOfB) {
        run.thread("writer").take(b).release(b);
      }
    }
  }

  private interface Play {
    void on(Stage stage);
  }

  private record Row(Play play, Set<LockKind> kinds) {}

  /** How two threads take A and B. */
  private static Map<String, Row> orders() {
    Map<String, Row> rows = new LinkedHashMap<>();
    rows.put("A then B; B then A, blocking", all(s -> s.inner(How.BLOCKING)));
    rows.put("the same, interruptible", all(s -> s.inner(How.INTERRUPTIBLE)));
    rows.put("the same, A with a time-out", all(s -> s.inner(How.TIMED)));
    rows.put("the same, A only tried", all(s -> s.inner(How.TRY)));
    rows.put("the same, A taken again after a wait", all(s -> s.inner(How.REACQUIRE)));
    rows.put(
        "A held by a try, B blocking; B then A",
        all(
            s -> {
              s.one.take(s.a, Mode.EXCLUSIVE, How.TRY).take(s.b);
              s.two.nest(s.b, s.a);
            }));
    rows.put(
        "the threads were found blocked like this",
        all(
            s -> {
              s.one.take(s.a).ask(s.b, Mode.EXCLUSIVE, How.BLOCKING);
              s.two.take(s.b).ask(s.a, Mode.EXCLUSIVE, How.BLOCKING);
              s.run.deadlock(s.one.blockedBy(s.two), s.two.blockedBy(s.one));
            }));
    rows.put("one order only", all(s -> s.one.nest(s.a, s.b)));
    rows.put(
        "one order, A released before B (hand over hand)",
        all(
            s -> {
              LockInstance c = s.lock("C", 1);
              s.one.take(s.a).take(s.b).release(s.a).take(c).release(s.b).release(c);
              s.two.take(s.a).take(s.b).release(s.a).take(c).release(s.b).release(c);
            }));
    rows.put(
        "A then B; B then C; C then A, by three threads",
        all(
            s -> {
              LockInstance c = s.lock("C", 1);
              s.one.nest(s.a, s.b);
              s.two.nest(s.b, c);
              s.run.thread("three").nest(c, s.a);
            }));
    rows.put(
        "the same with other objects, where A and B are also taken both ways",
        all(
            s -> {
              LockInstance c = s.lock("C", 1);
              s.one.nest(s.a, s.b);
              s.two.nest(s.b, s.a);
              s.one.nest(s.lock("B", 2), c);
              s.two.nest(s.lock("C", 2), s.lock("A", 2));
            }));
    rows.put("both orders on one thread", all(s -> s.one.nest(s.a, s.b).nest(s.b, s.a)));
    rows.put(
        "both under one exclusive lock",
        all(
            s -> {
              LockInstance gate = s.run.lock("Gate", LockKind.MONITOR);
              s.one.take(gate).nest(s.a, s.b).release(gate);
              s.two.take(gate).nest(s.b, s.a).release(gate);
            }));
    rows.put(
        "one of them under an exclusive lock",
        all(
            s -> {
              LockInstance gate = s.run.lock("Gate", LockKind.MONITOR);
              s.one.take(gate).nest(s.a, s.b).release(gate);
              s.two.nest(s.b, s.a);
            }));
    rows.put(
        "both under one lock that is read",
        all(
            s -> {
              LockInstance gate = s.run.lock("Gate", LockKind.RW_LOCK);
              s.one.read(gate).nest(s.a, s.b).release(gate);
              s.two.read(gate).nest(s.b, s.a).release(gate);
            }));
    rows.put(
        "the second thread started after the first order",
        all(
            s -> {
              s.one.nest(s.a, s.b).start(s.two);
              s.two.nest(s.b, s.a);
            }));
    rows.put(
        "the first thread joined before the second order",
        all(
            s -> {
              s.one.nest(s.a, s.b);
              s.two.join(s.one).nest(s.b, s.a);
            }));
    rows.put(
        "the second order in a task submitted after the first",
        all(
            s -> {
              LockInstance future = s.run.lock("F", LockKind.LOCK);
              LockInstance pool = s.run.lock("P", LockKind.LOCK);
              s.one.nest(s.a, s.b).submit(7, future, pool, 0);
              s.two.beginTask(7, future).nest(s.b, s.a).endTask(7, future);
            }));
    rows.put(
        "the second thread waited for a signal that came after the first order",
        all(
            s -> {
              LockInstance latch = s.run.lock("E", LockKind.LOCK);
              s.one.nest(s.a, s.b).signal("latch", latch);
              s.two.await("latch", latch).nest(s.b, s.a);
            }));
    rows.put(
        "other objects of the classes",
        all(
            s -> {
              s.one.nest(s.a, s.b);
              s.two.nest(s.lock("B", 2), s.lock("A", 2));
            }));
    rows.put(
        "the same, B is known by a general type only",
        of(
            Set.of(LockKind.MONITOR),
            s -> {
              s.one.nest(s.a, s.run.general("java.lang.Object", 1));
              s.two.nest(s.run.general("java.lang.Object", 2), s.lock("A", 2));
            }));
    rows.put(
        "two objects of one class, both orders",
        all(
            s -> {
              s.one.nest(s.a, s.lock("A", 2));
              s.two.nest(s.lock("A", 2), s.a);
            }));
    rows.put("two objects of one class, one order", all(s -> s.one.nest(s.a, s.lock("A", 2))));
    rows.put(
        "the same object again", all(s -> s.one.take(s.a).ask(s.a, Mode.EXCLUSIVE, How.BLOCKING)));
    rows.put(
        "A then B; B then A, A has three permits",
        of(
            Set.of(LockKind.SEMAPHORE),
            s -> {
              LockInstance three = s.run.semaphore("A3", 3, false);
              s.one.nest(three, s.b);
              s.two.nest(s.b, three);
            }));
    rows.put(
        "A then B; B then A, A is released by other threads",
        of(
            Set.of(LockKind.SEMAPHORE, LockKind.STAMPED_LOCK, LockKind.DECLARED, LockKind.LOCK),
            s -> {
              LockInstance handed = s.run.handedOver("A1", s.kind);
              s.one.nest(handed, s.b);
              s.two.nest(s.b, handed);
            }));
    readers(rows);
    return rows;
  }

  private static void readers(Map<String, Row> rows) {
    rows.put("readers of A then B; of B then A", reading(s -> s.readers(false, false)));
    rows.put("the same, a writer of A seen", reading(s -> s.readers(true, false)));
    rows.put("the same, writers of both seen", reading(s -> s.readers(true, true)));
    rows.put("reads A, takes B; takes B, reads A", reading(s -> s.oneReads(false)));
    rows.put("the same, a writer of A seen by another thread", reading(s -> s.oneReads(true)));
    rows.put(
        "reads A, writes B; reads B, writes A",
        reading(
            s -> {
              s.one.read(s.a).take(s.b);
              s.two.read(s.b).take(s.a);
            }));
    rows.put(
        "writes A, reads B; writes B, reads A",
        reading(
            s -> {
              s.one.take(s.a).read(s.b);
              s.two.take(s.b).read(s.a);
            }));
    rows.put("reads A, then writes it", reading(s -> s.one.read(s.a).take(s.a)));
    rows.put("writes A, then reads it", reading(s -> s.one.take(s.a).read(s.a)));
    rows.put("reads A, then reads it again", reading(s -> s.one.read(s.a).read(s.a)));
    rows.put(
        "the same, another thread writes A",
        reading(
            s -> {
              s.one.read(s.a).read(s.a);
              s.two.take(s.a);
            }));
    rows.put(
        "reads A, converts that to writing, takes B; B then A",
        of(
            Set.of(LockKind.STAMPED_LOCK),
            s -> {
              s.one.read(s.a).release(s.a).take(s.a, Mode.EXCLUSIVE, How.TRY).take(s.b);
              s.two.nest(s.b, s.a);
            }));
    rows.put(
        "reads A optimistically (nothing is held), takes B; B then A",
        of(
            Set.of(LockKind.STAMPED_LOCK),
            s -> {
              s.one.take(s.b).release(s.b);
              s.two.nest(s.b, s.a);
            }));
  }

  /** What is awaited while A is held. */
  private static Map<String, Row> waits() {
    Map<String, Row> rows = new LinkedHashMap<>();
    rows.put("the signaller takes A before its signal", all(s -> s.awaits(true)));
    rows.put(
        "the signaller holds A at its signal",
        all(
            s -> {
              s.one.take(s.a).about("condition", s.event());
              s.two.take(s.a).signal("condition", s.event());
            }));
    rows.put(
        "one signaller takes A, another one does not",
        all(
            s -> {
              s.awaits(true);
              s.run.thread("three").followed().signal("latch", s.event());
            }));
    rows.put("no signaller takes A", all(s -> s.awaits(false)));
    rows.put(
        "the wait ends by a time-out",
        all(
            s -> {
              s.one.take(s.a).timed("latch", s.event());
              s.two.followed().take(s.a).release(s.a).signal("latch", s.event());
            }));
    rows.put(
        "the signaller only tries for A",
        all(
            s -> {
              s.one.take(s.a).about("latch", s.event());
              s.two.followed().take(s.a, Mode.EXCLUSIVE, How.TRY).release(s.a);
              s.two.signal("latch", s.event());
            }));
    rows.put(
        "the signaller takes B, which others hold when they take A",
        all(
            s -> {
              s.one.take(s.a).about("latch", s.event());
              s.two.followed().take(s.b).release(s.b).signal("latch", s.event());
              s.run.thread("three").nest(s.b, s.a);
            }));
    rows.put(
        "the signaller takes B, under which others wait for who takes A",
        all(
            s -> {
              LockInstance other = s.run.lock("F", LockKind.LOCK);
              s.one.take(s.a).about("latch", s.event());
              s.two.followed().take(s.b).release(s.b).signal("latch", s.event());
              s.run.thread("three").take(s.b).about("future", other);
              s.run.thread("four").followed().take(s.a).release(s.a).signal("future", other);
            }));
    rows.put(
        "nobody signalled in this run; who did for another object takes its A",
        all(
            s -> {
              LockInstance other = s.run.lock("E", 2, LockKind.LOCK);
              LockInstance a2 = s.lock("A", 2);
              s.one.take(s.a).about("latch", s.event());
              s.two.followed().take(a2).release(a2).signal("latch", other);
            }));
    rows.put(
        "a task of A's holder, in a pool whose threads all wait so",
        all(
            s -> {
              LockInstance pool = s.run.lock("P", LockKind.LOCK);
              LockInstance outer = s.run.lock("F", LockKind.LOCK);
              s.one.submit(7, outer, pool, 1);
              s.two.beginTask(7, outer).take(s.a).submit(8, s.event(), pool, 1);
              s.two.about("future", s.event());
            }));
    rows.put(
        "readers of A wait for who reads A",
        reading(
            s -> {
              s.one.read(s.a).about("latch", s.event());
              s.two.followed().read(s.a).release(s.a).signal("latch", s.event());
            }));
    rows.put(
        "readers of A wait for who writes A",
        reading(
            s -> {
              s.one.read(s.a).about("latch", s.event());
              s.two.followed().take(s.a).release(s.a).signal("latch", s.event());
            }));
    return rows;
  }

  /** What else is done with A. */
  private static Map<String, Row> others() {
    Map<String, Row> rows = new LinkedHashMap<>();
    rows.put("an fsync while A is held", all(s -> s.one.take(s.a).sync("force", 1)));
    rows.put(
        "a call that blocks while A is held",
        all(s -> s.one.take(s.a).blocks("socket", 1, 1, 1, Waiters.UNKNOWN)));
    rows.put("held when its thread ends", misuse(Misuse.Rule.HELD_AT_THREAD_END, NO_MONITORS));
    rows.put(
        "the same, and somebody asks for it later",
        of(
            NO_MONITORS,
            s -> {
              s.one.take(s.a).misuse(Misuse.Rule.HELD_AT_THREAD_END, s.a, "", true);
              s.two.ask(s.a, Mode.EXCLUSIVE, How.BLOCKING);
            }));
    rows.put(
        "taken in a task and held when it ends",
        all(
            s -> {
              LockInstance future = s.run.lock("F", LockKind.LOCK);
              s.two.beginTask(7, future).take(s.a).endTask(7, future);
            }));
    rows.put(
        "held when the program ends",
        misuse(Misuse.Rule.HELD_AT_EXIT, EnumSet.allOf(LockKind.class)));
    rows.put(
        "released by a thread that does not hold it",
        misuse(
            Misuse.Rule.NOT_HELD,
            EnumSet.of(
                LockKind.REENTRANT_LOCK,
                LockKind.RW_LOCK,
                LockKind.STAMPED_LOCK,
                LockKind.DECLARED)));
    rows.put(
        "released by another thread than its holder",
        of(Set.of(LockKind.DECLARED), s -> s.misuse(Misuse.Rule.ELSEWHERE)));
    rows.put(
        "more permits given back than there are",
        of(Set.of(LockKind.SEMAPHORE), s -> s.misuse(Misuse.Rule.OVER_RELEASED)));
    rows.put(
        "the field that holds it replaced while it is held",
        misuse(
            Misuse.Rule.REPLACED,
            EnumSet.of(
                LockKind.MONITOR,
                LockKind.REENTRANT_LOCK,
                LockKind.RW_LOCK,
                LockKind.STAMPED_LOCK)));
    return rows;
  }

  private static Row misuse(Misuse.Rule rule, Set<LockKind> kinds) {
    return of(kinds, s -> s.misuse(rule));
  }

  private static Row all(Play play) {
    return new Row(play, LOCKS);
  }

  private static Row reading(Play play) {
    return new Row(play, WITH_READERS);
  }

  private static Row of(Set<LockKind> kinds, Play play) {
    return new Row(play, kinds);
  }

  @Test
  void the_table_in_the_documents_is_what_the_checks_say() throws IOException {
    String table = table();
    if ("write".equals(System.getProperty("jlockdep.golden"))) {
      Files.writeString(TABLE, table);
    }
    assertThat(table).isEqualTo(Files.readString(TABLE));
  }

  private static String table() {
    List<String> lines = new ArrayList<>();
    lines.add("# Verdicts");
    lines.add("");
    lines.add(
        "What the verifier says of each use of a lock, for each kind of lock: severity, grade, and"
            + " what keeps it lower; before that the category, if it is not `lock-order` or"
            + " `self-deadlock`. `-`: nothing is reported. Empty: the lock cannot do that. The kind"
            + " `lock` is any other `Lock`, a bin of a `ConcurrentHashMap` and the initialisation"
            + " of a class. Recursive acquisitions of reentrant locks are not recorded. This page"
            + " is written and checked by `VerdictTableTest`; how the checks themselves are tested"
            + " is in [testing.md](testing.md).");
    table(
        lines,
        "Two locks",
        "A and B, of classes with names of their own, are taken by two threads, unless it says"
            + " otherwise. Level `graph`; a trace can raise an error to the grade `predicted`.",
        orders());
    table(
        lines,
        "Waits under a lock",
        "A thread holds A and waits for an event: a latch, a future, a condition, a queue, ...",
        waits());
    table(lines, "Other rules", "What else is done with a lock A.", others());
    return String.join("\n", lines) + "\n";
  }

  private static void table(List<String> lines, String title, String what, Map<String, Row> rows) {
    lines.addAll(List.of("", "## " + title, "", what, ""));
    lines.add(
        "| | "
            + LOCKS.stream().map(VerdictTableTest::head).collect(Collectors.joining(" | "))
            + " |");
    lines.add("|---|" + "---|".repeat(LOCKS.size()));
    rows.forEach(
        (name, row) -> {
          StringBuilder line = new StringBuilder("| ").append(name).append(" |");
          for (LockKind kind : LOCKS) {
            line.append(' ').append(cell(row, kind)).append(" |");
          }
          lines.add(line.toString().replace("  |", " |"));
        });
  }

  private static String head(LockKind kind) {
    return kind == LockKind.SEMAPHORE ? "semaphore, 1 permit" : kind.word();
  }

  private static String cell(Row row, LockKind kind) {
    if (!row.kinds().contains(kind)) {
      return "";
    }
    Stage stage = new Stage(kind);
    row.play().on(stage);
    List<Finding> findings = Judge.judge(stage.run.model()).findings();
    return findings.isEmpty()
        ? "-"
        : findings.stream().map(VerdictTableTest::words).collect(Collectors.joining("; "));
  }

  private static String words(Finding finding) {
    String why = String.join(", ", finding.verdict().downgrades());
    boolean plain =
        finding.category() == Category.LOCK_ORDER || finding.category() == Category.SELF_DEADLOCK;
    return (plain ? "" : finding.category().word() + " ")
        + finding.severity().word()
        + ", "
        + finding.verdict().grade().word()
        + (why.isEmpty() ? "" : " (" + why + ")");
  }
}
