package io.jlockdep.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * The shipped spec files: each finds what it is there for in a program that does right and wrong,
 * at the place that is wrong and at no other.
 */
class SpecsIT {
  private static final Path SPECS = Dist.ROOT.resolve("docs/specs");
  private static final Path PROGRAMS = Dist.ROOT.resolve("docs/src/test/programs/specs");

  @TempDir static Path dir;

  private static Path h2;

  @BeforeAll
  static void compile() throws Exception {
    h2 = Path.of(org.h2.Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> command =
        new ArrayList<>(
            List.of(
                Jdk.all().get(0).javac().toString(), "-cp", h2.toString(), "-d", dir.toString()));
    try (Stream<Path> sources = Files.walk(PROGRAMS)) {
      sources
          .filter(path -> path.toString().endsWith(".java"))
          .map(Path::toString)
          .forEach(command::add);
    }
    Run compiled = Run.of(dir, command);
    assertThat(compiled.exit()).as(compiled.err()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "no-sync-under-lock,com.example.Journal,warning,Journal.appendUnderLock,1",
    "no-blocking-in-methods,com.example.Handler,error,Handler.handle,1",
    "declared-order,com.example.Bank,error,Bank.close,1"
  })
  void theWrongPlaceIsFoundAndNoOther(
      String spec, String program, String severity, String place, int times) throws Exception {
    for (Jdk jdk : Jdk.all()) {
      List<JsonNode> found = broken(verify(jdk, record(jdk, spec, program), ""));
      assertThat(found).as(jdk.toString()).hasSize(1);
      JsonNode finding = found.get(0);
      assertThat(finding.get("severity").asString()).isEqualTo(severity);
      assertThat(finding.get("witnesses").asInt()).isEqualTo(times);
      assertThat(finding.toString()).contains(place);
    }
  }

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void h2sStoreKeepsItsRules(Jdk jdk) throws Exception {
    Path recording = record(jdk, "h2-mvstore", "MvStoreUse");
    assertThat(broken(verify(jdk, recording, ""))).isEmpty();
    // The rules are not kept for want of anything that they could be broken by.
    Path reversed = dir.resolve("reversed.yaml");
    Files.writeString(
        reversed,
        Files.readString(SPECS.resolve("h2-mvstore.yaml"))
            .replace("[store, serialization, save_chunk]", "[save_chunk, serialization, store]")
            .replace("at: storing, held: [store]", "at: storing, held: [save_chunk]")
            .replace("at: chunk_allocated, held: [save_chunk]", "at: chunk_allocated, held: [none]")
            .replace("not (not forced(t)", "(not forced(t)"));
    assertThat(names(broken(verify(jdk, recording, reversed.toString()))))
        .containsExactlyInAnyOrder(
            "mvstore-lock-order",
            "mvstore-one-store-operation",
            "mvstore-space-under-lock",
            "mvstore-sync-forces");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aStoreOperationUnderTheLockOfARootIsFound(Jdk jdk) throws Exception {
    Path recording = record(jdk, "h2-mvstore", "MvStoreUse", "callback");
    List<JsonNode> found = broken(verify(jdk, recording, ""));
    assertThat(names(found)).containsExactly("mvstore-no-store-operation-under-root-lock");
    assertThat(found.get(0).toString()).contains("MvStoreUse$Deciding");
  }

  private static Path record(Jdk jdk, String spec, String program, String... arguments)
      throws Exception {
    Path recording = dir.resolve(jdk.feature() + program + String.join("", arguments) + ".jfr");
    List<String> command =
        new ArrayList<>(List.of("-ea", "-cp", dir + File.pathSeparator + h2, program));
    command.addAll(List.of(arguments));
    String options = "out=" + recording + ",spec=" + SPECS.resolve(spec + ".yaml");
    Run run = Run.of(dir, Dist.underAgent(jdk, options, command.toArray(String[]::new)));
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    return recording;
  }

  private static Report verify(Jdk jdk, Path recording, String spec) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("verify", "--format", "json"));
    if (!spec.isEmpty()) {
      arguments.addAll(List.of("--spec", spec));
    }
    arguments.add(recording.toString());
    Run run = Run.of(dir, Dist.verifier(jdk, arguments.toArray(String[]::new)));
    assertThat(run.exit()).as(run.err()).isLessThan(2);
    return Report.parse(run.out());
  }

  /** The findings that say that a contract is broken. */
  private static List<JsonNode> broken(Report report) {
    return report.findings().stream().filter(f -> !f.get("contracts").isEmpty()).toList();
  }

  private static List<String> names(List<JsonNode> findings) {
    return findings.stream().map(f -> f.get("contracts").get(0).asString()).toList();
  }
}
