package io.jlockdep.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AllowanceTest {
  private static final long SECOND = 1_000_000_000L;

  private long now = 77 * SECOND;
  private final Allowance allowance = new Allowance(() -> now);

  @Test
  void a_short_run_may_spend_all_its_time() {
    for (int i = 0; i < 9; i++) {
      assertThat(allowance.isLeft()).isTrue();
      allowance.spend(() -> now += SECOND);
    }
    assertThat(allowance.isLeft()).isTrue();
  }

  @Test
  void a_long_run_may_spend_a_fifth() {
    allowance.spend(() -> now += 20 * SECOND);
    assertThat(allowance.isLeft()).as("20 of 10 + 20/5").isFalse();
    now += 29 * SECOND;
    assertThat(allowance.isLeft()).as("20 of 10 + 49/5").isFalse();
    now += 2 * SECOND;
    assertThat(allowance.isLeft()).as("20 of 10 + 51/5").isTrue();
  }

  @Test
  void work_that_fails_counts_too() {
    assertThatThrownBy(
            () ->
                allowance.spend(
                    () -> {
                      now += 60 * SECOND;
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");
    assertThat(allowance.isLeft()).isFalse();
  }
}
