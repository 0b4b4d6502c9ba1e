package io.jlockdep.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tables of options.md name every option of the agent, of the commands and of the extension,
 * and no other.
 */
class OptionsIT {
  private static final Jdk JDK = Jdk.all().get(0);
  private static final Set<String> EVERYWHERE = Set.of("--help", "--version");
  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");

  @TempDir Path dir;

  /** The rows of the table after the comment, a list of cells each. */
  private static List<List<String>> table(String name) throws Exception {
    String page = Files.readString(Dist.ROOT.resolve("docs/options.md"));
    int from = page.indexOf("<!-- " + name + " -->");
    assertThat(from).as("table " + name).isNotNegative();
    return page.substring(from)
        .lines()
        .skip(3)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.substring(1, line.length() - 1).replace("\\|", "/").split("\\|", -1))
        .map(cells -> List.of(cells).stream().map(String::strip).toList())
        .toList();
  }

  private static Set<String> all(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(each -> each.group(each.groupCount() > 0 ? 1 : 0))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theAgentHasTheKeysOfItsTable() throws Exception {
    Run run = Run.of(dir, Dist.underAgent(JDK, "no-such-key=1", "-version"));
    assertThat(run.exit()).isEqualTo(2);
    Matcher known = Pattern.compile("\\(known: ([a-z, -]+)\\)").matcher(run.err());
    assertThat(known.find()).as(run.err()).isTrue();
    Set<String> documented = new TreeSet<>();
    for (List<String> row : table("agent")) {
      documented.addAll(all(Pattern.compile("`([a-z-]+)="), row.get(0)));
    }
    assertThat(documented).isEqualTo(Set.of(known.group(1).split(", ")));
    String readme = Files.readString(Dist.ROOT.resolve("README.md"));
    assertThat(documented).allSatisfy(key -> assertThat(readme).contains("`" + key + "="));
  }

  /** {@code run} and {@code attach} can say all that the agent can be told. */
  @Test
  void everyKeyOfTheAgentHasAnOption() throws Exception {
    Map<String, Set<String>> commands = commands();
    for (List<String> row : table("agent")) {
      Set<String> options = all(OPTION, row.get(1));
      assertThat(options).as(row.toString()).isNotEmpty();
      for (String option : options) {
        boolean ofRun = commands.get("run").contains(option);
        boolean ofAttach = commands.get("attach").contains(option);
        assertThat(row.get(1).contains("` of `") ? ofRun || ofAttach : ofRun && ofAttach)
            .as(option)
            .isTrue();
      }
    }
  }

  @Test
  void theCommandsHaveTheOptionsOfTheirTable() throws Exception {
    Map<String, Set<String>> documented = new TreeMap<>();
    for (List<String> row : table("commands")) {
      Set<String> options = all(OPTION, row.get(0));
      assertThat(options).as(row.toString()).isNotEmpty();
      for (String command : all(Pattern.compile("`([a-z ]+)`"), row.get(1))) {
        documented.computeIfAbsent(command, key -> new TreeSet<>()).addAll(options);
      }
    }
    Map<String, Set<String>> actual = new TreeMap<>(commands());
    actual.values().removeIf(Set::isEmpty);
    assertThat(documented).isEqualTo(actual);
  }

  @Test
  void theExtensionHasTheSettingsOfItsTable() throws Exception {
    String source =
        Files.readString(
            Dist.ROOT.resolve("integrations/junit/src/main/java/io/jlockdep/junit/Settings.java"));
    Set<String> read = all(Pattern.compile("text\\(context, \"(jlockdep\\.[a-z-]+)\"\\)"), source);
    assertThat(read).isNotEmpty();
    Set<String> documented = new TreeSet<>();
    for (List<String> row : table("junit")) {
      documented.addAll(all(Pattern.compile("`(jlockdep\\.[a-z-]+)`"), row.get(0)));
    }
    assertThat(documented).isEqualTo(read);
    String ci = Files.readString(Dist.ROOT.resolve("docs/ci.md"));
    assertThat(read).allSatisfy(setting -> assertThat(ci).contains("`" + setting + "`"));
  }

  /** By command, as the shell completes them; not what every command has. */
  private Map<String, Set<String>> commands() throws Exception {
    Run run = Run.of(dir, Dist.verifier(JDK, "generate-completion"));
    assertThat(run.exit()).as(run.err()).isZero();
    Map<String, Set<String>> commands = new TreeMap<>();
    Pattern function =
        Pattern.compile(
            "function _picocli_jlockdep(_[a-z_]+)?\\(\\) \\{(.*?)\\n\\}", Pattern.DOTALL);
    Pattern options = Pattern.compile("local (?:flag|arg)_opts=\"([^\"]*)\"");
    List<String> seen = new ArrayList<>();
    for (var each : function.matcher(run.out()).results().toList()) {
      if (each.group(1) == null) {
        continue;
      }
      String command =
          each.group(1)
              .substring(1)
              .replace('_', ' ')
              .replace("generatecompletion", "generate-completion");
      seen.add(command);
      Set<String> found = commands.computeIfAbsent(command, key -> new TreeSet<>());
      for (String line : all(options, each.group(2))) {
        found.addAll(all(OPTION, line));
      }
      found.removeAll(EVERYWHERE);
    }
    assertThat(seen).contains("verify", "run", "attach", "spec check");
    return commands;
  }
}
