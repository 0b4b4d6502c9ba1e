package io.jlockdep.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The recipes of ci.md, run: the commands of the workflow, one after the other, in the sample
 * project, whose tests Maven runs in two JVMs at a time; then the same tests in one JVM.
 */
class RecipesIT {
  private static final Path INTEGRATIONS = Dist.ROOT.resolve("integrations");
  private static final Path SAMPLE = INTEGRATIONS.resolve("sample");

  @TempDir Path dir;

  @Test
  void theWorkflowFindsTheInversionWhoseHalvesRanInTwoJvms() throws Exception {
    Path project = project();
    Path summary = dir.resolve("summary.md");
    Map<String, Run> runs = new TreeMap<>();
    for (JsonNode step : workflow("locks.yml").at("/jobs/locks/steps")) {
      if (step.has("run")) {
        runs.put(
            step.get("name").asString(),
            bash(project, step.get("run").asString(), "GITHUB_STEP_SUMMARY=" + summary));
      }
    }
    assertThat(runs).hasSize(3);
    assertThat(runs.get("Unpack jlockdep").exit()).isZero();
    Run tests = runs.get("Tests under the agent");
    assertThat(tests.exit()).as(tests.out() + tests.err()).isZero();
    assertThat(tests.out()).contains("Tests run: 2, Failures: 0, Errors: 0, Skipped: 0");
    assertThat(recordings(project.resolve("target"))).hasSize(2);
    Run judged = runs.get("Judge");
    assertThat(judged.exit()).as(judged.out() + judged.err()).isEqualTo(1);
    assertThat(judged.out())
        .contains("::warning file=src/main/java/com/example/shop/Shop.java,line=")
        .contains("Shop.cart -> Shop.stock -> Shop.cart");
    assertThat(project.resolve("target/jlockdep.sarif")).isNotEmptyFile();
    assertThat(project.resolve("target/jlockdep.xml")).isNotEmptyFile();
    assertThat(summary).content().contains("## jlockdep: 0 errors, 1 warning");

    // As the sharded workflow does it: what was recorded in one file, judged in another job.
    Run merged = bash(project, "\"$JLOCKDEP/bin/jlockdep\" merge ../shard-1.jfr target");
    assertThat(merged.exit()).as(merged.err()).isZero();
    Run both = bash(project, "\"$JLOCKDEP/bin/jlockdep\" verify ../shard-1.jfr");
    assertThat(both.exit()).isEqualTo(1);
    assertThat(both.out()).contains("Shop.cart -> Shop.stock -> Shop.cart");

    // In one JVM the extension fails the second test, whichever it is.
    Run together =
        bash(
            project,
            "./mvnw --batch-mode surefire:test -Dforks=1 -Dreuse=true -Djlockdep.home=\"$JLOCKDEP\"");
    assertThat(together.exit()).isEqualTo(1);
    assertThat(together.out())
        .contains("Tests run: 2, Failures: 1, Errors: 0, Skipped: 0")
        .containsPattern("jlockdep: first seen at the end of (OrderTest|RefundTest)\\.one_")
        .contains("lock order inversion: Shop.cart -> Shop.stock -> Shop.cart");
  }

  /** What the page shows is what was run. */
  @Test
  void thePageHasTheRecipesThatWereRun() throws IOException {
    String page = Files.readString(Dist.ROOT.resolve("docs/ci.md"));
    List<String> blocks =
        Pattern.compile("```\\w*\\n(.*?)```", Pattern.DOTALL)
            .matcher(page)
            .results()
            .map(each -> each.group(1))
            .toList();
    assertThat(blocks).contains(Files.readString(INTEGRATIONS.resolve("github/locks.yml")));
    String pom = Files.readString(SAMPLE.resolve("pom.xml"));
    String profile =
        pom.substring(pom.indexOf("    <profile>"), pom.indexOf("\n  </profiles>")).stripIndent();
    assertThat(blocks).contains(profile + "\n");
    String gradle = Files.readString(SAMPLE.resolve("build.gradle"));
    String recipe = gradle.substring(gradle.indexOf("// With -PjlockdepHome=DIR"));
    assertThat(blocks).contains(recipe);
  }

  /** Every step is one that GitHub takes, as far as can be told without it. */
  @Test
  void theWorkflowsHaveJobsWithSteps() throws IOException {
    for (String name : List.of("locks.yml", "locks-sharded.yml")) {
      JsonNode workflow = workflow(name);
      assertThat(workflow.get("jobs")).isNotEmpty();
      for (JsonNode job : workflow.get("jobs")) {
        assertThat(job.get("runs-on").asString()).isEqualTo("ubuntu-latest");
        for (JsonNode step : job.get("steps")) {
          assertThat(step.has("run") ^ step.has("uses")).as(step.toString()).isTrue();
        }
      }
    }
  }

  private static JsonNode workflow(String name) throws IOException {
    return new YAMLMapper().readTree(Files.readString(INTEGRATIONS.resolve("github/" + name)));
  }

  /** The sample as a checkout has it, with a wrapper that needs no network. */
  private Path project() throws IOException {
    Path project = dir.resolve("shop");
    try (Stream<Path> files = Files.walk(SAMPLE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path relative = SAMPLE.relativize(file);
        if (!relative.startsWith("target") && !relative.startsWith("build")) {
          Path copy = project.resolve(relative);
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
    Path mvnw =
        Files.writeString(
            project.resolve("mvnw"),
            "#!/bin/sh\nexec '" + Dist.ROOT.resolve("mvnw") + "' --offline \"$@\"\n");
    assertThat(mvnw.toFile().setExecutable(true)).isTrue();
    try (Stream<Path> files = Files.list(Dist.ROOT.resolve("docs/target"))) {
      Path archive =
          files.filter(file -> file.toString().endsWith(".tar.gz")).findFirst().orElseThrow();
      Files.createDirectories(project.resolve("tools"));
      Files.copy(archive, project.resolve("tools/jlockdep.tar.gz"));
    }
    return project;
  }

  private Run bash(Path project, String script, String... environment) throws Exception {
    List<String> command = new ArrayList<>(List.of("env", "JLOCKDEP=" + dir.resolve("jlockdep")));
    command.add("JAVA_HOME=" + Jdk.all().get(0).home());
    command.add("JLOCKDEP_JAVA_OPTS=-XX:TieredStopAtLevel=1");
    command.add("MAVEN_OPTS=-XX:TieredStopAtLevel=1");
    command.addAll(List.of(environment));
    command.addAll(List.of("bash", "-e", "-o", "pipefail", "-c", script));
    return Run.of(project, command);
  }

  private static List<Path> recordings(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jfr")).sorted().toList();
    }
  }
}
