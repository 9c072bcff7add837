package dev.crosstalk.drive.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosstalk.drive.agent.RunRequest.Location;
import dev.crosstalk.drive.agent.RunRequest.Mode;
import dev.crosstalk.openapi.document.DocumentException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProofTokenTest {
  private static final Proof PROOF =
      new Proof(
          "shop.main:app",
          Apps.scenario("POST /a x-tenant=é", "GET /b?c=1", "then GET /z"),
          Mode.STRICT,
          List.of(),
          List.of("A", "run", "B.t1"),
          List.of(new Location("shop.stock", "['lamp']")),
          List.of("CT002"),
          "0123456789abcdef");

  @Test
  void readsWhatItWrites() throws Exception {
    String token = ProofToken.write(PROOF);
    assertThat(token).matches("xt1-[A-Za-z0-9_-]+");
    assertThat(ProofToken.read(" " + token + "\n")).isEqualTo(PROOF);
  }

  @Test
  void tellsDamage() {
    String token = ProofToken.write(PROOF);
    for (int length = 4; length < token.length(); length += 7) {
      String cut = token.substring(0, length);
      assertThatThrownBy(() -> ProofToken.read(cut)).isInstanceOf(DocumentException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "xt1-", "xt2-abc", "xt1-!!!", "xt1-AAAA", "hello"})
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> ProofToken.read(text)).isInstanceOf(DocumentException.class);
  }
}
