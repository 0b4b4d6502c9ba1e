package io.jlockdep.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.verifier.TestRun;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.How;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.LockKind;
import io.jlockdep.verifier.model.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
  private static final Path TABLE = Path.of("..", "docs", "verdicts.md");
  private static final Set<LockKind> WITH_READERS =
      Set.of(LockKind.RW_LOCK, LockKind.STAMPED_LOCK, LockKind.DECLARED);

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

  private record Row(Play play, boolean readers) {}

  private static Map<String, Row> rows() {
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
    rows.put("one order only", all(s -> s.one.nest(s.a, s.b)));
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
        "other objects of the classes",
        all(
            s -> {
              s.one.nest(s.a, s.b);
              s.two.nest(s.lock("B", 2), s.lock("A", 2));
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
    rows.put("readers of A then B; of B then A", reading(s -> s.readers(false, false)));
    rows.put("the same, a writer of A seen", reading(s -> s.readers(true, false)));
    rows.put("the same, writers of both seen", reading(s -> s.readers(true, true)));
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
    return rows;
  }

  private static Row all(Play play) {
    return new Row(play, false);
  }

  private static Row reading(Play play) {
    return new Row(play, true);
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
        "What the verifier says of each way to take two locks (A and B, of classes with names of"
            + " their own, by two threads, unless it says otherwise), for each kind of lock. Level"
            + " `graph`; a trace can raise an error to the grade `predicted`. `-`: nothing is"
            + " reported. Empty: the lock cannot do that. Recursive acquisitions of reentrant locks"
            + " are not recorded. This page is written and checked by `VerdictTableTest`.");
    lines.add("");
    lines.add(
        "| | "
            + Arrays.stream(LockKind.values())
                .map(VerdictTableTest::head)
                .collect(Collectors.joining(" | "))
            + " |");
    lines.add("|---|" + "---|".repeat(LockKind.values().length));
    rows()
        .forEach(
            (name, row) -> {
              StringBuilder line = new StringBuilder("| ").append(name).append(" |");
              for (LockKind kind : LockKind.values()) {
                line.append(' ').append(cell(row, kind)).append(" |");
              }
              lines.add(line.toString().replace("  |", " |"));
            });
    return String.join("\n", lines) + "\n";
  }

  private static String head(LockKind kind) {
    return kind == LockKind.SEMAPHORE ? "semaphore, 1 permit" : kind.word();
  }

  private static String cell(Row row, LockKind kind) {
    if (row.readers() && !WITH_READERS.contains(kind)) {
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
    return finding.severity().word()
        + ", "
        + finding.verdict().grade().word()
        + (why.isEmpty() ? "" : " (" + why + ")");
  }
}
