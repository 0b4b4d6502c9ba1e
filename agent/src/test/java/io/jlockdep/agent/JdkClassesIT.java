package io.jlockdep.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.agent.JavaProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Which classes of the JDK are woven by default, by include= and with exclude=. */
class JdkClassesIT {
  private static final String PROGRAM = "io.jlockdep.corpus.fail.JdkCollectionsAbba";
  private static final String VECTOR = "io.jlockdep.corpus.fail.JdkCollectionsAbba.vector";

  @TempDir Path folder;

  @TestFactory
  List<DynamicTest> on_every_jdk() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Jdk jdk : Jdk.all()) {
      int version = jdk.feature();
      tests.add(DynamicTest.dynamicTest("default on " + version, () -> assertSeen(jdk, "", true)));
      tests.add(
          DynamicTest.dynamicTest(
              "excluded on " + version, () -> assertSeen(jdk, ",exclude=java.util.Vector", false)));
      tests.add(
          DynamicTest.dynamicTest("everything on " + version, () -> everythingIsHarmless(jdk)));
      tests.add(
          DynamicTest.dynamicTest(
              "include= of the JDK says nothing of the application on " + version,
              () -> assertSeen(jdk, ",include=java.util.concurrent.", true)));
    }
    return tests;
  }

  private void assertSeen(Jdk jdk, String options, boolean seen) throws Exception {
    String edges = edges(jdk, options);
    if (seen) {
      assertThat(edges).contains(VECTOR);
    } else {
      assertThat(edges).doesNotContain(VECTOR).contains("JdkCollectionsAbba.map");
    }
  }

  /** Far more than what is tested class by class; at least nothing breaks. */
  private void everythingIsHarmless(Jdk jdk) throws Exception {
    assertThat(edges(jdk, ",include=java.")).contains(VECTOR);
  }

  private String edges(Jdk jdk, String options) throws Exception {
    Path recording = Files.createTempFile(folder, "out", ".jfr");
    Files.delete(recording);
    Result result =
        new JavaProcess(jdk, folder)
            .with("-javaagent:" + JavaProcess.agentJar() + "=out=" + recording + options)
            .with("-Xverify:all", "-cp", Corpus.root().resolve("target/test-classes").toString())
            .with(PROGRAM)
            .run();
    assertThat(result.exit()).as(result.toString()).isZero();
    assertThat(result.err()).isEmpty();
    return RecordedFacts.read(recording).edges("").toString();
  }
}
