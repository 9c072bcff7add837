package dev.crosstalk.rules.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosstalk.model.Confidence;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MarkerTest {
  @Test
  void readsEveryForm() {
    String text =
        """
        a = b  # error: [rule-one] some words # error: [rule-two, confidence=low]
        c = d  # ok
        e = f  # missed: [rule-one]
        # a comment about errors: none
        """;
    List<Marker> markers = Marker.in("a.py", text);
    assertThat(markers)
        .extracting(Marker::kind)
        .containsExactly(Marker.Kind.ERROR, Marker.Kind.ERROR, Marker.Kind.OK, Marker.Kind.MISSED);
    assertThat(markers).extracting(Marker::line).containsExactly(1, 1, 2, 3);
    assertThat(markers.getFirst().words()).isEqualTo("some words");
    assertThat(markers.get(1).confidence()).isEqualTo(Optional.of(Confidence.LOW));
  }

  @Test
  void aSpoiltMarkerIsNotPassedOver() {
    assertThatThrownBy(() -> Marker.in("a.py", "x  # error: rule-one\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.py:1");
  }
}
