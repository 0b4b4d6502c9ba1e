package io.jlockdep.verifier.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jlockdep.verifier.model.Baseline;
import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.Severity;
import io.jlockdep.verifier.report.BaselineText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineReaderTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"baseline.yaml", "baseline.json"})
  void what_is_written_is_read_again(String name) throws Exception {
    Path file = folder.resolve(name);
    Baseline baseline =
        new Baseline(
            file.toString(),
            List.of(
                new Baseline.Known(
                    "0000000000000012", Category.LOCK_ORDER, Severity.NOTE, "a: \"b\" -> #c"),
                new Baseline.Known(
                    "1234567890123456", Category.CONTRACT, Severity.ERROR, "x ".repeat(90) + "y")),
            List.of(
                new Baseline.Suppression(
                    "12345678901234e5", "by design", Optional.of(LocalDate.of(2027, 1, 31))),
                new Baseline.Suppression("fedcba9876543210", "null", Optional.empty())));
    Files.writeString(file, BaselineText.of(baseline));
    assertThat(BaselineReader.read(file)).isEqualTo(baseline);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "known: [] ! :1: 'version' is missing",
        "version: 2 ! :1: version 2 is not known",
        "version: 1\\nknow: [] ! :2: 'know' is not known here",
        "version: 1\\nsuppressions:\\n- fingerprint: \"0123456789abcdef\" ! :3: 'reason' is missing",
        "version: 1\\nsuppressions:\\n- {fingerprint: abc, reason: x} ! :3: 'abc' is no fingerprint",
        "version: 1\\nsuppressions:\\n- {fingerprint: \"0123456789abcdef\", reason: x, expires: soon} ! :3: 'soon' is no date",
        "version: 1\\nknown:\\n- {fingerprint: \"0123456789abcdef\", category: style, severity: note} ! :3: category 'style' is not one of",
        "version: 1\\nknown: yes ! :2: 'known' must be a list",
        "[1, 2] ! :1: a baseline must be made of keys and values",
        "{ ! not YAML"
      })
  void what_is_wrong_is_said_with_its_line(String text, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("b.yaml"), text.replace("\\n", "\n"));
    assertThatThrownBy(() -> BaselineReader.read(file))
        .isInstanceOf(CannotReadException.class)
        .hasMessageContaining("b.yaml")
        .hasMessageContaining(message.strip());
  }

  @Test
  void the_example_in_the_documents_can_be_read() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "ci.md"));
    int begin = page.indexOf("```yaml\nversion: 1") + "```yaml\n".length();
    Path file = folder.resolve("example.yaml");
    Files.writeString(file, page.substring(begin, page.indexOf("```", begin)));
    Baseline baseline = BaselineReader.read(file);
    assertThat(baseline.known()).hasSize(1);
    assertThat(baseline.suppressions().get(0).expires()).contains(LocalDate.of(2027, 3, 31));
  }

  @Test
  void a_fingerprint_that_is_there_twice_is_refused() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("b.yaml"),
            """
            version: 1
            suppressions:
            - {fingerprint: "0123456789abcdef", reason: one}
            - {fingerprint: "0123456789abcdef", reason: two}
            """);
    assertThatThrownBy(() -> BaselineReader.read(file)).hasMessageContaining("b.yaml:4: ");
  }
}
