package io.jlockdep.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.verifier.read.TestRecordings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands beside {@code verify}. */
class CommandsTest {
  @TempDir static Path recorded;
  @TempDir Path folder;
  private static Path inversion;
  private static Path clean;

  @BeforeAll
  static void record() throws IOException {
    inversion = recorded.resolve("inversion.jfr");
    TestRecordings.write(
        inversion, TestRecordings::dictionary, TestRecordings::inversion, TestRecordings::exit);
    clean = recorded.resolve("clean.jfr");
    TestRecordings.write(
        clean,
        TestRecordings::dictionary,
        () -> TestRecordings.acquisition(1, 1, 1, 1, ""),
        () -> TestRecordings.acquisition(2, 1, 2, 2, "1:1:x:b:1:1:1"),
        TestRecordings::exit);
  }

  @Test
  void diff_tells_what_is_new_gone_and_the_same() {
    CommandLineRun worse = CommandLineRun.of("diff", clean, inversion);
    assertThat(worse.exit()).isOne();
    assertThat(worse.out())
        .contains("1 new, 0 gone, 0 the same")
        .contains("+ error   lock order inversion: Bank.a -> Bank.b -> Bank.a");
    CommandLineRun better = CommandLineRun.of("diff", inversion, clean);
    assertThat(better.exit()).isZero();
    assertThat(better.out()).contains("0 new, 1 gone").contains("- error").contains("not mended");
    CommandLineRun same = CommandLineRun.of("diff", "--format=json", inversion, inversion);
    assertThat(same.exit()).isZero();
    JsonNode json = JsonMapper.shared().readTree(same.out());
    assertThat(json.get("same").size()).isOne();
    assertThat(json.get("new").size() + json.get("gone").size()).isZero();
    assertThat(CommandLineRun.of("diff", "--fail-on=never", clean, inversion).exit()).isZero();
  }

  @Test
  void merged_recordings_are_judged_as_the_files_were() {
    Path merged = folder.resolve("all.jfr");
    assertThat(CommandLineRun.of("merge", merged, clean, inversion).exit()).isZero();
    JsonNode apart = findings(CommandLineRun.of("verify", "--format=json", clean, inversion));
    JsonNode joined = findings(CommandLineRun.of("verify", "--format=json", merged));
    assertThat(joined.size()).isEqualTo(apart.size());
    assertThat(joined.at("/0/fingerprint")).isEqualTo(apart.at("/0/fingerprint"));
  }

  private static JsonNode findings(CommandLineRun run) {
    return JsonMapper.shared().readTree(run.out()).get("findings");
  }

  @Test
  void a_merge_refuses_what_is_not_whole_and_overwrites_no_input() throws IOException {
    byte[] whole = Files.readAllBytes(clean);
    Path cut = Files.write(folder.resolve("cut.jfr"), Arrays.copyOf(whole, whole.length - 500));
    Path merged = folder.resolve("all.jfr");
    CommandLineRun.of("merge", merged, inversion, cut).isRefused("not whole");
    assertThat(merged).doesNotExist();
    CommandLineRun.of("merge", cut, inversion, cut).isRefused("would overwrite an input");
  }

  @Test
  void explain_shows_one_finding_by_the_beginning_of_its_fingerprint() {
    String fingerprint =
        findings(CommandLineRun.of("verify", "--format=json", inversion))
            .at("/0/fingerprint")
            .asString();
    CommandLineRun run = CommandLineRun.of("explain", fingerprint.substring(0, 6), inversion);
    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .contains("How it hangs:")
        .contains("About lock-order: Locks are taken in orders that form a circle.")
        .contains("- fingerprint: \"" + fingerprint + "\"");
    CommandLineRun.of("explain", "zz", inversion).isRefused("no finding zz; there are 1");
  }

  @Test
  void graph_is_drawn_for_graphviz_and_mermaid() {
    CommandLineRun dot = CommandLineRun.of("graph", inversion);
    assertThat(dot.exit()).isZero();
    assertThat(dot.out())
        .isEqualTo(
            """
            digraph locks {
              rankdir=LR;
              node [shape=box, fontname="sans-serif"];
              edge [fontname="sans-serif", fontsize=10];
              n0 [label="Bank.a", tooltip="com.example.Bank.a (reentrant-lock)"];
              n1 [label="Bank.b", tooltip="com.example.Bank.b (monitor)"];
              n0 -> n1 [label="1", color="#c62828", penwidth=2, tooltip="error lock order inversion: Bank.a -> Bank.b -> Bank.a (FINGERPRINT)"];
              n1 -> n0 [label="1", color="#c62828", penwidth=2, tooltip="error lock order inversion: Bank.a -> Bank.b -> Bank.a (FINGERPRINT)"];
            }
            """
                .replace(
                    "FINGERPRINT",
                    findings(CommandLineRun.of("verify", "--format=json", inversion))
                        .at("/0/fingerprint")
                        .asString()));
    assertThat(CommandLineRun.of("graph", "--format=mermaid", inversion).out())
        .isEqualTo(
            """
            flowchart LR
              n0["Bank.a"]
              n1["Bank.b"]
              n0 -->|1| n1
              n1 -->|1| n0
              linkStyle 0 stroke:#c62828,stroke-width:3px
              linkStyle 1 stroke:#c62828,stroke-width:3px
            """);
  }

  @Test
  void graph_can_be_cut_down() {
    assertThat(CommandLineRun.of("graph", "--findings-only", clean).out()).doesNotContain("->");
    assertThat(CommandLineRun.of("graph", clean).out()).contains("n0 -> n1 [label=\"1\"];");
    assertThat(CommandLineRun.of("graph", "--focus=Bank.b", "--depth=0", clean).out())
        .contains("Bank.b")
        .doesNotContain("Bank.a");
    CommandLineRun.of("graph", "--focus=Nobody", clean).isRefused("no such lock class");
  }

  @Test
  void stat_counts_events_classes_and_acquisitions() {
    CommandLineRun text = CommandLineRun.of("stat", inversion);
    assertThat(text.exit()).isZero();
    assertThat(text.out()).contains("edges        2\n").contains("level=trace");
    JsonNode json =
        JsonMapper.shared().readTree(CommandLineRun.of("stat", "--format=json", inversion).out());
    assertThat(json.get("lockClasses").asInt()).isEqualTo(2);
    JsonNode first = json.at("/classes/0");
    assertThat(first.get("name").asString()).isEqualTo("com.example.Bank.a");
    assertThat(first.get("exclusive").asInt()).isEqualTo(2);
    assertThat(first.get("outer").asInt()).isEqualTo(1);
  }

  @Test
  void spec_check_says_what_is_wrong() throws IOException {
    Path good = Files.writeString(folder.resolve("good.yaml"), TestRecordings.SPEC);
    CommandLineRun run = CommandLineRun.of("spec", "check", good);
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("good.yaml: right, 1 contracts");
    Path bad = Files.writeString(folder.resolve("bad.yaml"), "version: 1\nlock: []\n");
    CommandLineRun.of("spec", "check", bad).isRefused("bad.yaml:2");
    CommandLineRun.of("spec", "check", folder.resolve("none.yaml")).isRefused("no such spec file");
    CommandLineRun.of("spec").isRefused("No command given");
  }

  @Test
  void run_and_attach_need_the_agent() {
    CommandLineRun.of("run", "--agent", folder.resolve("none.jar"), "--", "true")
        .isRefused("no such file");
    CommandLineRun.of("attach", "--agent", folder.resolve("none.jar"), "1")
        .isRefused("no such file");
    CommandLineRun.of("run").isRefused("Missing required parameter");
    CommandLineRun.of("attach", "x").isRefused("Invalid value");
  }

  @Test
  void every_command_has_help() {
    for (String command :
        new String[] {"run", "attach", "explain", "diff", "merge", "graph", "stat", "spec"}) {
      CommandLineRun help = CommandLineRun.of(command, "--help");
      assertThat(help.exit()).isZero();
      assertThat(help.out()).contains("jlockdep " + command);
      if (!command.equals("spec")) {
        assertThat(help.out()).contains("Exit code: ").contains("Example");
      }
    }
  }

  @Test
  void completion_knows_the_commands() {
    CommandLineRun completion = CommandLineRun.of("generate-completion");
    assertThat(completion.exit()).isZero();
    assertThat(completion.out()).contains("complete -F").contains("--update-baseline");
  }
}
