package io.jlockdep.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import io.jlockdep.agent.JavaProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent comes to a program that is running already. */
class AttachIT {
  private static final String PACKAGE = "io.jlockdep.corpus.attach.";

  @TempDir Path folder;

  @Test
  void classes_that_are_loaded_already_are_woven() throws Exception {
    Path recording = folder.resolve("out.jfr");
    Result result = run("out=" + recording);
    assertThat(result.out()).isEqualTo("ready\nsum 3\n");
    assertThat(result.err()).doesNotContain("jlockdep");
    RecordedFacts facts = RecordedFacts.read(recording);
    assertThat(facts.edges(PACKAGE))
        .isEqualTo(
            Set.of(
                "LateProgram.a -> LateProgram$Counter",
                "LateProgram$Counter -> Class<LateProgram>",
                "LateProgram.a -> Class<LateProgram>"));
    assertThat(facts.ending()).isEqualTo("exit");
    assertThat(facts.failedChecks()).isEmpty();
    assertThat(facts.skipped()).isEmpty();
  }

  @Test
  void after_a_mistake_the_program_goes_on() throws Exception {
    Result result = run("bogus=1");
    assertThat(result.exit()).isZero();
    assertThat(result.out()).isEqualTo("ready\nsum 3\n");
    assertThat(result.err()).contains("jlockdep: unknown option 'bogus'");
  }

  private Result run(String options) throws Exception {
    Path go = folder.resolve("go");
    CompletableFuture<Void> attached = new CompletableFuture<>();
    Result result =
        new JavaProcess(Jdk.running(), folder)
            .with("-Xverify:all", "-cp")
            .with(Corpus.root().resolve("target/test-classes").toString())
            .with(PACKAGE + "LateProgram", go.toString())
            .onOut(
                (process, line) -> {
                  if (line.equals("ready")) {
                    attach(process, options, go, attached);
                  }
                })
            .run();
    attached.join();
    return result;
  }

  private static void attach(
      Process process, String options, Path go, CompletableFuture<Void> attached) {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
      machine.loadAgent(JavaProcess.agentJar().toString(), options);
      machine.detach();
      Files.createFile(go);
      attached.complete(null);
    } catch (Exception e) {
      process.toHandle().destroyForcibly();
      attached.completeExceptionally(e);
    }
  }
}
