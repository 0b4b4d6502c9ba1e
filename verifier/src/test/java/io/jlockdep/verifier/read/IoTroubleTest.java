package io.jlockdep.verifier.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class IoTroubleTest {
  @Test
  void the_words_say_why_and_do_not_repeat_the_path() {
    assertThat(IoTrouble.words(new AccessDeniedException("/a/b"))).isEqualTo("no permission");
    assertThat(IoTrouble.words(new NoSuchFileException("/a/b"))).isEqualTo("no such file");
    assertThat(IoTrouble.words(new FileSystemException("/a/b", null, "Disk full")))
        .isEqualTo("Disk full");
    assertThat(IoTrouble.words(new FileSystemException("/a/b")))
        .isEqualTo("the system gives no reason");
    assertThat(IoTrouble.words(new IOException("Input/output error\nat once")))
        .isEqualTo("Input/output error");
  }
}
