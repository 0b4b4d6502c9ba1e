package io.jlockdep.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.agent.JavaProcess.Result;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Programs by other compilers than javac, from {@code src/test/languages}. */
@Covers("Kotlin, Scala and Groovy")
class LanguagesIT {
  private static final Path SOURCES = Corpus.root().resolve("src/test/languages");
  private static final String LIBRARIES =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  @TempDir static Path folder;

  private record Language(String suffix, String mainClass, String compiler, String... options) {}

  private static final List<Language> LANGUAGES =
      List.of(
          new Language(
              "kt",
              "AccountsKt",
              "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
              "-no-stdlib",
              "-no-reflect"),
          new Language("scala", "run", "dotty.tools.dotc.Main"),
          new Language("groovy", "Accounts", "org.codehaus.groovy.tools.FileSystemCompiler"));

  @TestFactory
  Stream<DynamicTest> a_program_runs_as_it_would_and_its_locks_are_seen() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Language language : LANGUAGES) {
      Path classes = folder.resolve(language.suffix());
      tests.add(
          DynamicTest.dynamicTest(
              language.suffix() + " compiles", () -> compile(language, classes)));
      for (Jdk jdk : Jdk.all()) {
        tests.add(
            DynamicTest.dynamicTest(
                language.suffix() + " on " + jdk.feature(), () -> check(language, classes, jdk)));
      }
    }
    return tests.stream();
  }

  private static void compile(Language language, Path classes) throws Exception {
    Files.createDirectories(classes);
    Result result =
        new JavaProcess(Jdk.running(), folder)
            .with("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", LIBRARIES)
            .with(language.compiler())
            .with(language.options())
            .with("-classpath", LIBRARIES, "-d", classes.toString())
            .with(SOURCES.resolve("Accounts." + language.suffix()).toString())
            .run();
    assertThat(result.exit()).as(result.out() + result.err()).isZero();
  }

  private static void check(Language language, Path classes, Jdk jdk) throws Exception {
    Path recording = folder.resolve(language.suffix() + jdk.feature() + ".jfr");
    String[] program = {"-cp", classes + File.pathSeparator + LIBRARIES, language.mainClass()};
    Result plain = new JavaProcess(jdk, folder).with(program).run();
    Result watched =
        new JavaProcess(jdk, folder)
            .with("-javaagent:" + JavaProcess.agentJar() + "=out=" + recording, "-Xverify:all")
            .with(program)
            .run();
    assertThat(plain.exit()).as(plain.err()).isZero();
    assertThat(watched.out()).isEqualTo(plain.out());
    assertThat(watched.exit()).isZero();

    RecordedFacts facts = RecordedFacts.read(recording);
    assertThat(facts.skipped()).isEmpty();
    assertThat(facts.deadlocks()).isEmpty();
    assertThat(facts.edges(""))
        .contains("Accounts.first -> Accounts.second", "Accounts.second -> Accounts.first")
        .anyMatch(edge -> edge.endsWith(" -> Accounts.first") && !edge.startsWith("Accounts.sec"));
  }
}
