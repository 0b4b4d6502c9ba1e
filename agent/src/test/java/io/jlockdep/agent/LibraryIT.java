package io.jlockdep.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.agent.JavaProcess.Result;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.h2.Driver;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A database that is not ours computes the same with the agent, and its classes are counted. */
class LibraryIT {
  @TempDir static Path folder;

  @TestFactory
  Stream<DynamicTest> a_library_gives_the_same_output_with_the_agent() throws IOException {
    return Jdk.all().stream()
        .flatMap(
            jdk ->
                (jdk.equals(Jdk.running()) ? Stream.of("graph", "trace") : Stream.of("graph"))
                    .map(
                        level ->
                            DynamicTest.dynamicTest(
                                "on " + jdk.feature() + " at level " + level,
                                () -> compare(jdk, level))));
  }

  private static void compare(Jdk jdk, String level) throws Exception {
    Path directory = Files.createTempDirectory(folder, "h2");
    Path recording = directory.resolve("out.jfr");
    Result plain = process(jdk, directory).with(program(directory.resolve("plain"))).run();
    Result watched =
        process(jdk, directory)
            .with("-javaagent:" + JavaProcess.agentJar() + "=level=" + level + ",out=" + recording)
            .with("-Xverify:all")
            .with(program(directory.resolve("watched")))
            .run();
    assertThat(plain.exit()).isZero();
    assertThat(watched).isEqualTo(plain);

    RecordedFacts facts = RecordedFacts.read(recording);
    assertThat(facts.ending()).isEqualTo("exit");
    assertThat(facts.failedChecks()).isEmpty();
    assertThat(facts.skipped()).isEmpty();
    assertThat(facts.deadlocks()).isEmpty();
    assertThat(facts.seen()).isGreaterThan(300);
    assertThat(facts.woven()).isGreaterThan(40);
    assertThat(facts.edges("")).isNotEmpty();
  }

  private static JavaProcess process(Jdk jdk, Path directory) {
    return new JavaProcess(jdk, directory);
  }

  private static String[] program(Path database) throws Exception {
    Path library =
        Path.of(Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    String classPath = Corpus.root().resolve("target/test-classes") + File.pathSeparator + library;
    return new String[] {
      "-cp", classPath, "io.jlockdep.corpus.library.DatabaseProgram", database.toString()
    };
  }
}
