package io.jlockdep.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private long now = 5_000_000_000L;
  private final ProgressLine line = new ProgressLine(() -> now);

  private String after(double seconds) {
    now += (long) (seconds * 1e9);
    return line.next();
  }

  @Test
  void nothing_is_shown_in_the_first_two_seconds() {
    line.phase("reading a.std");
    assertThat(after(0)).isEmpty();
    assertThat(after(1.9)).isEmpty();
    assertThat(line.clear()).isEmpty();
  }

  @Test
  void then_it_says_what_is_done_and_how_far_it_is() {
    line.phase("reading a.std");
    line.done(30_000_000, 120_000_000);
    assertThat(after(2.5)).isEqualTo("\rjlockdep: reading a.std, 25 % of 120 MB, 2 s");
  }

  @Test
  void work_of_unknown_length_shows_the_time_only() {
    line.phase("judging");
    assertThat(after(3)).isEqualTo("\rjlockdep: judging, 3 s");
  }

  @Test
  void a_phase_begins_without_the_share_of_the_one_before() {
    line.phase("reading a.std");
    line.done(120_000_000, 120_000_000);
    line.phase("judging");
    assertThat(after(3)).isEqualTo("\rjlockdep: judging, 3 s");
  }

  @Test
  void a_shorter_line_covers_the_longer_one_before() {
    line.phase("reading a.std");
    String longer = after(2);
    line.phase("judging");
    assertThat(after(1)).startsWith("\rjlockdep: judging, 3 s ").hasSameSizeAs(longer);
  }

  @Test
  void the_line_is_removed_once() {
    line.phase("judging");
    int length = after(2).length() - 1;
    assertThat(line.clear()).isEqualTo("\r" + " ".repeat(length) + "\r");
    assertThat(line.clear()).isEmpty();
  }

  @Test
  void a_file_that_grows_while_it_is_read_is_never_more_than_whole() {
    line.phase("reading a.std");
    line.done(150_000_000, 120_000_000);
    assertThat(after(2)).contains("100 %");
  }
}
