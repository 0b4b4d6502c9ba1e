package io.jlockdep.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "/dev/pts/3,true",
    "/dev/tty1,true",
    "/dev/console,true",
    "/dev/null,false",
    "pipe:[4711],false",
    "/home/me/dev/pts/log,false"
  })
  void what_an_open_file_is_tells_whether_it_is_a_terminal(String file, boolean terminal)
      throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("2"), Path.of(file));
    assertThat(Terminal.leadsToOne(link)).isEqualTo(terminal);
  }

  @Test
  void what_is_no_link_is_no_terminal() {
    assertThat(Terminal.leadsToOne(folder)).isFalse();
  }
}
