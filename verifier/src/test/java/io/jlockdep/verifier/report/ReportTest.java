package io.jlockdep.verifier.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.jlockdep.verifier.TestRun;
import io.jlockdep.verifier.check.Judge;
import io.jlockdep.verifier.model.Contract;
import io.jlockdep.verifier.model.How;
import io.jlockdep.verifier.model.Judgement;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.LockKind;
import io.jlockdep.verifier.model.Misuse;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.RecordingSummary;
import io.jlockdep.verifier.model.Severity;
import io.jlockdep.verifier.model.Waiters;
import io.jlockdep.verifier.model.Waits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reports as a reader sees them. The golden files lie in {@code src/test/resources/reports}; run
 * with {@code -Djlockdep.golden=write} to write them anew, and read the difference.
 */
class ReportTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "reports");

  /** One report of each sort. */
  enum Case {
    CLEAN {
      @Override
      void play(TestRun run) {
        LockInstance a = run.lock("com.example.Bank.a", LockKind.MONITOR);
        run.thread("one").nest(a, run.lock("com.example.Bank.b", LockKind.MONITOR));
      }
    },
    SELF_DEADLOCK {
      @Override
      void play(TestRun run) {
        run.contract(
            new Contract(
                "no-inode-lock-inside-sync",
                Optional.of("inode_lock"),
                Optional.empty(),
                List.of("generic_write_sync"),
                List.of(),
                Severity.ERROR,
                "the sync takes it"));
        LockInstance inode = run.lock("inode_lock", LockKind.DECLARED);
        TestRun.Thread writer = run.thread("writer-1");
        writer
            .in("downWrite")
            .begin("direct_write")
            .take(inode)
            .begin("generic_write_sync")
            .ask(inode, Mode.EXCLUSIVE, How.BLOCKING);
        run.deadlock(writer.blockedBy(writer));
      }
    },
    INVERSION {
      @Override
      void play(TestRun run) {
        LockInstance from = run.lock("com.example.Account.lock", LockKind.REENTRANT_LOCK);
        LockInstance audit = run.lock("com.example.Audit.log", LockKind.MONITOR);
        run.thread("transfer-1").in("transfer").nest(from, audit);
        run.thread("report-1").in("report").nest(audit, from);
      }
    },
    MISUSE {
      @Override
      void play(TestRun run) {
        LockInstance lock = run.lock("com.example.Bank.lock", LockKind.REENTRANT_LOCK);
        LockInstance list = run.lock("com.example.Bank.list", LockKind.MONITOR);
        TestRun.Thread worker = run.thread("worker-1");
        worker.in("drain").take(list).misuse(Misuse.Rule.REPLACED, list, "this thread", true);
        worker.in("log").sync("force", 2_500_000, new Waiters(2, 1)).release(list);
        worker.in("pause").take(lock).blocks("sleep", 1_000_000, 3, 4_000_000, Waiters.UNKNOWN);
        worker.in("work").misuse(Misuse.Rule.HELD_AT_THREAD_END, lock, "", true);
        run.thread("worker-2").in("late").ask(lock, Mode.EXCLUSIVE, How.BLOCKING);
      }
    },
    PHILOSOPHERS {
      @Override
      void play(TestRun run) {
        for (int i = 0; i < 5; i++) {
          run.thread("philosopher-" + i)
              .in("eat")
              .nest(
                  run.lock("com.example.Fork", i, LockKind.MONITOR),
                  run.lock("com.example.Fork", (i + 1) % 5, LockKind.MONITOR));
        }
      }
    },
    DEADLOCK {
      @Override
      void play(TestRun run) {
        LockInstance a = run.lock("com.example.Bank.a", LockKind.MONITOR);
        LockInstance b = run.lock("com.example.Bank.b", LockKind.RW_LOCK);
        TestRun.Thread one = run.thread("one").take(a).ask(b, Mode.EXCLUSIVE, How.BLOCKING);
        TestRun.Thread two = run.thread("two").read(b).ask(a, Mode.EXCLUSIVE, How.BLOCKING);
        run.deadlock(one.blockedBy(two), two.blockedBy(one));
      }
    },
    EVENT_DEADLOCKS {
      @Override
      void play(TestRun run) {
        LockInstance inode = run.lock("com.example.Inode.lock", LockKind.MONITOR);
        LockInstance count = run.lock("com.example.Inode.dio", LockKind.EVENT);
        TestRun.Thread writer = run.thread("writer-1").in("write").signal(Waits.BEGIN, count);
        writer.ask(inode, Mode.EXCLUSIVE, How.BLOCKING);
        TestRun.Thread zero = run.thread("zero-1").in("zero").take(inode);
        zero.ask(count, Mode.EXCLUSIVE, How.BLOCKING);
        run.deadlock(zero.blockedBy(writer), writer.blockedBy(zero));
        LockInstance state = run.lock("com.example.Server.state", LockKind.MONITOR);
        LockInstance ready = run.lock("com.example.Server.ready", LockKind.EVENT);
        TestRun.Thread client = run.thread("client-1").in("call").take(state);
        client.ask(ready, Mode.EXCLUSIVE, How.BLOCKING);
        TestRun.Thread server =
            run.thread("server-1").in("open").ask(state, Mode.EXCLUSIVE, How.BLOCKING);
        run.deadlock(client.blockedBy(server), server.blockedBy(client));
      }
    },
    WAIT_CYCLE {
      @Override
      void play(TestRun run) {
        LockInstance inode = run.lock("com.example.Inode.lock", LockKind.MONITOR);
        LockInstance count = run.lock("com.example.Inode.dio", LockKind.LOCK);
        int wait = run.thread("truncate-1").in("truncate").take(inode).about("count", count);
        run.thread("end-io-1").in("endIo").followed().nest(inode, count).signal("count", count);
        run.thread("truncate-1").goOn(wait);
      }
    },
    NOTES_AND_CONTRACT {
      @Override
      void play(TestRun run) {
        run.contract(
            new Contract(
                "no-cache-lock-inside-flush",
                Optional.of("cache"),
                Optional.empty(),
                List.of("flush"),
                List.of(),
                Severity.WARNING,
                ""));
        LockInstance gate = run.lock("com.example.Store.gate", LockKind.MONITOR);
        LockInstance a = run.lock("com.example.Store.a", LockKind.MONITOR);
        LockInstance b = run.lock("com.example.Store.b", LockKind.MONITOR);
        run.thread("one").in("f").take(gate).nest(a, b).sync("force", 3_500_000).release(gate);
        run.thread("two").in("g").take(gate).nest(b, a).release(gate);
        run.thread("two").in("h").begin("flush").take(run.lock("cache", LockKind.DECLARED));
      }
    },
    DAMAGED {
      @Override
      void play(TestRun run) {
        LockInstance a = run.lock("com.example.Bank.a", LockKind.MONITOR);
        TestRun.Thread main = run.thread("main");
        TestRun.Thread one = run.thread("one");
        LockInstance b = run.lock("com.example.Bank.b", LockKind.MONITOR);
        main.nest(a, b).start(one);
        one.in("back").take(b).take(a, Mode.EXCLUSIVE, How.TIMED);
      }

      @Override
      Model finish(Model model) {
        List<RecordingSummary> recordings = new ArrayList<>();
        RecordingSummary r = model.recordings().get(0);
        recordings.add(
            new RecordingSummary(
                r.path(),
                9000,
                4096,
                false,
                r.events(),
                "",
                "",
                "",
                "none",
                List.of("the chunk at byte 2000 is cut off; its events are whole up to byte 4096"),
                new io.jlockdep.verifier.model.CoverageFigures(20, 18, 1, 40, 0, 7),
                r.skipped(),
                List.of("monitor: not seen")));
        recordings.add(RecordingSummary.unreadable("other.jfr", 0, "empty file"));
        return new Model(
            recordings,
            model.lockClasses(),
            model.acquisitions(),
            model.syncs(),
            model.starts(),
            model.joins(),
            model.waits(),
            model.deadlocks(),
            model.contracts(),
            model.traces(),
            model.furtherPairs(),
            model.instances(),
            model.threads());
      }
    };

    abstract void play(TestRun run);

    Model finish(Model model) {
      return model;
    }

    Judgement judgement() {
      TestRun run = new TestRun();
      play(run);
      return Judge.judge(finish(run.model()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_text_is_as_reviewed(Case each) throws IOException {
    String text = TextReport.of(each.judgement());
    Path golden = GOLDEN.resolve(each.name().toLowerCase(java.util.Locale.ROOT) + ".txt");
    if (System.getProperty("jlockdep.golden", "").equals("write")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, text);
    }
    assertThat(text).isEqualTo(Files.readString(golden));
  }

  @ParameterizedTest
  @EnumSource
  void the_json_keeps_to_its_schema(Case each) throws IOException {
    String schemaText = Files.readString(Path.of("..", "docs", "report.schema.json"));
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schemaText);
    String json = JsonReport.of(each.judgement());
    List<Error> errors = schema.validate(json, InputFormat.JSON);
    assertThat(errors).as(json).isEmpty();
    assertThat(schema.validate(json.replace("\"severity\"", "\"loudness\""), InputFormat.JSON))
        .as("a schema that takes anything would prove nothing")
        .hasSizeGreaterThanOrEqualTo(json.contains("\"severity\"") ? 1 : 0);
  }

  @ParameterizedTest
  @EnumSource
  void text_and_json_tell_the_same_findings(Case each) {
    Judgement judgement = each.judgement();
    String text = TextReport.of(judgement);
    JsonNode findings = JsonMapper.shared().readTree(JsonReport.of(judgement)).get("findings");
    assertThat(findings.size()).isEqualTo(judgement.findings().size());
    for (JsonNode finding : findings) {
      assertThat(text).contains(finding.get("title").asString());
      assertThat(text).contains(finding.get("fingerprint").asString());
    }
  }
}
