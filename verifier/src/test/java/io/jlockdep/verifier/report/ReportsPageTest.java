package io.jlockdep.verifier.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The samples in {@code docs/reports.md} are what the tests print: the lines of each stand in the
 * golden file that it names, in their order; {@code ...} stands for lines that are left out.
 */
class ReportsPageTest {
  private static final Pattern SAMPLE =
      Pattern.compile("<!-- sample: (\\S+) -->\\n(`{3,})\\w*\\n(.*?)\\n\\2\\n", Pattern.DOTALL);

  @Test
  void every_sample_is_what_is_printed() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "reports.md"));
    List<MatchResult> samples = SAMPLE.matcher(page).results().toList();
    assertThat(samples).hasSizeGreaterThanOrEqualTo(5);
    for (MatchResult sample : samples) {
      Path golden = Path.of("src", "test", "resources", "reports", sample.group(1));
      Iterator<String> printed = Files.readAllLines(golden).iterator();
      for (String line : sample.group(3).split("\n")) {
        if (!line.strip().equals("...")) {
          assertThat(found(line, printed)).as(golden + " has no more: " + line).isTrue();
        }
      }
    }
  }

  private static boolean found(String line, Iterator<String> printed) {
    while (printed.hasNext()) {
      if (printed.next().stripTrailing().equals(line.stripTrailing())) {
        return true;
      }
    }
    return false;
  }
}
