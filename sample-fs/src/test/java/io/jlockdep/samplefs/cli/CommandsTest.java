package io.jlockdep.samplefs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
  @TempDir Path directory;

  private final PrintStream realOut = System.out;
  private final PrintStream realErr = System.err;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void capture() {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(realOut);
    System.setErr(realErr);
  }

  @Test
  void aRunVerifiesItsDataAndLeavesACleanImage() {
    String image = directory.resolve("image").toString();
    assertThat(
            run("run", "--era", "FIXED", "--workload", "mixed", "--image", image, "--ops", "200"))
        .isZero();
    assertThat(text(out)).contains("era FIXED", "seed 1", "verified:", "fsck clean");
    out.reset();
    assertThat(run("fsck", "--image", image)).isZero();
    assertThat(text(out)).contains("clean");
    assertThat(text(err)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void speedPrintsALineForEachRunAndLeavesNoImage(boolean inAnImage) {
    Path image = directory.resolve("speed");
    String[] device = inAnImage ? new String[] {"--image", image.toString()} : new String[0];
    String[] arguments = {
      "speed",
      "--runs",
      "2",
      "--millis",
      "10",
      "--latency",
      "10",
      "--threads",
      "1,2",
      "--modes",
      "DIRECT",
      "--eras",
      "FIXED"
    };
    assertThat(
            run(
                Stream.concat(Arrays.stream(arguments), Arrays.stream(device))
                    .toArray(String[]::new)))
        .isZero();
    String name = inAnImage ? "image" : "latency";
    assertThat(text(out).lines().skip(1))
        .hasSize(4)
        .allMatch(line -> line.startsWith(name + ",DIRECT,FIXED,") && line.split(",").length == 11);
    assertThat(image).doesNotExist();
  }

  @Test
  void speedDoesNotOverwriteAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("mine"), "mine");
    assertOneLine(file, "speed", "--image", file.toString());
    assertThat(file).hasContent("mine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "empty", "zeros", "missing", "directory"})
  void whatIsNotAnImageIsRefusedInOneLineThatNamesIt(String kind) throws IOException {
    Path path = directory.resolve(kind);
    switch (kind) {
      case "text" -> Files.writeString(path, "hello\n".repeat(5000));
      case "empty" -> Files.createFile(path);
      case "zeros" -> Files.write(path, new byte[100_000]);
      case "directory" -> Files.createDirectory(path);
      default -> assertThat(path).doesNotExist();
    }
    assertOneLine(path, "fsck", "--image", path.toString());
    if (!kind.equals("missing")) {
      byte[] before = Files.isRegularFile(path) ? Files.readAllBytes(path) : new byte[0];
      assertOneLine(
          path, "run", "--era", "FIXED", "--workload", "read", "--image", path.toString());
      assertOneLine(path, "mkfs", "--image", path.toString());
      if (Files.isRegularFile(path)) {
        assertThat(Files.readAllBytes(path)).isEqualTo(before);
      }
    }
  }

  private void assertOneLine(Path path, String... arguments) {
    err.reset();
    assertThat(run(arguments)).as(Arrays.toString(arguments)).isEqualTo(2);
    assertThat(text(err).lines())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("sample-fs: " + path + ": ");
  }

  @Test
  void theCrashCheckSaysHowManyStatesItTried() {
    assertThat(run("crash-check", "--length", "1", "--row-length", "1")).isZero();
    assertThat(text(out))
        .containsPattern("FIXED +1 +52 +\\d+ +\\d+ +0 +0\n")
        .containsPattern("row 17 LOST_SYNC +1 +52 +\\d+ +\\d+ +[1-9]")
        .contains("first: [overwrite/nowait], crash after ");
    assertThat(run("crash-check", "--length", "0")).isEqualTo(2);
    assertThat(text(err)).contains("--length: 0 is not a positive number");
  }

  @Test
  void forceOverwritesAFileThatIsSomethingElse() throws IOException {
    Path path = Files.writeString(directory.resolve("text"), "hello");
    assertThat(run("mkfs", "--force", "--image", path.toString(), "--size", "2M")).isZero();
    assertThat(Files.size(path)).isEqualTo(2 << 20);
    assertThat(run("fsck", "--image", path.toString())).isZero();
  }

  @Test
  void damageIsFoundWithExitCodeOne() throws IOException {
    Path path = directory.resolve("image");
    run("run", "--era", "FIXED", "--workload", "read", "--image", path.toString(), "--ops", "10");
    byte[] bytes = Files.readAllBytes(path);
    int data = lastUsed(bytes);
    bytes[data] ^= 1;
    Files.write(path, bytes);
    out.reset();
    assertThat(run("fsck", "--image", path.toString())).isEqualTo(1);
    assertThat(text(out)).contains("wrong checksum");
    Files.write(path, Arrays.copyOf(bytes, 1 << 20));
    out.reset();
    assertThat(run("fsck", "--image", path.toString())).isEqualTo(1);
    assertThat(text(out)).contains("the image has 256 blocks, the superblock says 16384");
  }

  private static int lastUsed(byte[] bytes) {
    int at = bytes.length - 1;
    while (bytes[at] == 0) {
      at--;
    }
    return at;
  }

  @Test
  void oneWholeSuperblockIsEnough() throws IOException {
    Path path = directory.resolve("image");
    run("run", "--era", "FIXED", "--workload", "read", "--image", path.toString(), "--ops", "10");
    byte[] bytes = Files.readAllBytes(path);
    long first = ByteBuffer.wrap(bytes).getLong(24);
    long second = ByteBuffer.wrap(bytes).getLong(4096 + 24);
    Arrays.fill(bytes, first < second ? 0 : 4096, first < second ? 4096 : 8192, (byte) 0x55);
    Files.write(path, bytes);
    assertThat(run("fsck", "--image", path.toString())).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "'', which command",
    "bogus, bogus",
    "run --era NONE --workload read --image x, NONE",
    "run --era FIXED --workload none --image x, none",
    "run --era FIXED --workload read, --image",
    "run --era FIXED --workload read --image x --threads 0, --threads",
    "mkfs --image x --size 3Q, 3Q",
    "scenario none --era FIXED --image x, no such scenario",
    "eras --bogus, --bogus"
  })
  void badUsageIsOneLineAndExitCodeTwo(String arguments, String mention) {
    String[] split = arguments.isEmpty() ? new String[0] : arguments.split(" ");
    assertThat(run(split)).isEqualTo(2);
    assertThat(text(err).lines())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("sample-fs: ")
        .contains(mention);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "run", "scenario", "scenarios", "eras", "mkfs", "fsck"})
  void everyCommandHasHelpAndAVersion(String command) {
    for (String option : new String[] {"--help", "--version"}) {
      out.reset();
      assertThat(command.isEmpty() ? run(option) : run(command, option)).isZero();
      assertThat(text(out)).contains("sample-fs");
    }
  }

  @Test
  void theListsNameWhatThereIs() {
    assertThat(run("eras")).isZero();
    assertThat(text(out)).contains("E2020_IOMAP", "3, 4", "FIXED");
    assertThat(run("scenarios")).isZero();
    assertThat(text(out)).contains("dsync-extend", "dsync-overwrite");
  }

  private static int run(String... arguments) {
    return Commands.execute(arguments);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
