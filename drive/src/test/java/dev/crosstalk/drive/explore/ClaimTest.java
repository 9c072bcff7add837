package dev.crosstalk.drive.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Only a finished search without a single escape is called exhausted.
class ClaimTest {
  @Test
  void isExhaustedOnlyWithoutReasons() {
    assertThat(Claim.ended(true, "relaxed", 2, 32, List.of()).toString())
        .isEqualTo("exhausted (relaxed, 2 schedules; 30 more sampled)");
    Claim escaped = Claim.ended(true, "relaxed", 2, 32, List.of("a thread escaped"));
    assertThat(escaped.kind()).isEqualTo(Claim.Kind.INCONCLUSIVE);
    assertThat(escaped.toString()).contains("a thread escaped");
  }

  @Test
  void callsASampleSampled() {
    Claim sampled = Claim.ended(false, "strict", 0, 30, List.of());
    assertThat(sampled.kind()).isEqualTo(Claim.Kind.INCONCLUSIVE);
    assertThat(sampled.text()).isEqualTo("sampled 30 schedules");
  }
}
