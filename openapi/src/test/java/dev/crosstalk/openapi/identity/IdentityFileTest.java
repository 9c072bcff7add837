package dev.crosstalk.openapi.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.request.ConcreteRequest;
import dev.crosstalk.openapi.request.MissingValueException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdentityFileTest {
  private static final String FILE =
      """
      [[identity]]
      name = "alice"
      tenant = "north"
      values = { org_id = 2041 }
      [identity.login]
      type = "oauth2-password"
      token_url = "token"
      username = "alice"
      password = { env = "ALICE_PASSWORD" }

      [[identity]]
      name = "bob"
      tenant = "south"
      [identity.login]
      type = "bearer"
      token = "top-secret-token"

      [[identity]]
      name = "carol"
      [identity.secrets]
      pin = "4711-secret"
      [identity.login]
      type = "steps"
      [[identity.login.step]]
      method = "POST"
      path = "/session"
      json = { pin = "${pin}" }
      capture = { sid = ["/session/id", "header:X-Session"] }
      [identity.login.attach]
      header = { X-Session = "${sid}" }

      [[identity]]
      name = "dave"
      login = { type = "basic", username = "dave", password = "hush-hush" }

      [[identity]]
      name = "erin"
      login = { type = "api-key", name = "X-Key", key = "key-secret" }

      [[identity]]
      name = "frank"
      login = { type = "cookie", name = "sid", value = "cookie-secret" }
      """;

  @Test
  void readsEveryRecipe() throws DocumentException, MissingValueException {
    List<Identity> all = read(FILE);
    assertThat(all).extracting(Identity::name).hasSize(6);
    Identity alice = all.getFirst();
    assertThat(alice.values()).containsEntry("org_id", "2041");
    ConcreteRequest token = alice.login().steps().getFirst().fill(alice.variables());
    assertThat(token.target()).isEqualTo("/token");
    assertThat(token.body()).contains("grant_type=password&username=alice&password=p%40ss");
    Identity carol = all.get(2);
    assertThat(carol.login().steps().getFirst().fill(carol.variables()).body())
        .contains("{\"pin\":\"4711-secret\"}");
    assertThat(carol.login().attachments().getFirst().template()).isEqualTo("${sid}");
    assertThat(all.get(3).variables()).containsEntry("basic", "ZGF2ZTpodXNoLWh1c2g=");
    assertThat(all.get(4).login().attachments())
        .containsExactly(new Login.Attachment(Login.Where.HEADER, "X-Key", "${api_key}"));
    assertThat(all.get(5).login().attachments().getFirst().where()).isEqualTo(Login.Where.COOKIE);
  }

  @Test
  void secretsNeverPrint() throws DocumentException, MissingValueException {
    List<Identity> all = read(FILE);
    String printed = all.toString();
    for (Identity identity : all) {
      for (var step : identity.login().steps()) {
        printed += step.fill(identity.variables());
      }
    }
    assertThat(printed)
        .doesNotContain(
            "p@ss", "top-secret", "4711", "hush", "key-secret", "cookie-secret", "ZGF2");
  }

  @Test
  void troubleIsOneLineThatNamesTheIdentity() {
    assertRefused("", "holds [[identity]] tables");
    assertRefused("[[identity]]\ntenant = \"x\"", "`name` is missing");
    assertRefused("[[identity]]\nname = \"a\"\npasword = \"x\"", "not known: pasword");
    assertRefused(
        "[[identity]]\nname = \"a\"\nlogin = { type = \"bearer\" }", "`token` is missing");
    assertRefused(
        "[[identity]]\nname = \"a\"\nlogin = { type = \"bearer\", token = { env = \"NONE\" } }",
        "environment variable NONE is not set");
    assertRefused("[[identity]]\nname = \"a\"\nlogin = { type = \"magic\" }", "type is one of");
    assertRefused("[[identity]]\nname = \"a\"\n[[identity]]\nname = \"a\"", "given twice");
    assertRefused(
        "[[identity]]\nname = \"a\"\nlogin = { type = \"steps\", step = [{ path = \"x\" }] }",
        "`path` begins with /");
  }

  private static List<Identity> read(String text) throws DocumentException {
    Map<String, String> environment = Map.of("ALICE_PASSWORD", "p@ss");
    return new IdentityFile(name -> Optional.ofNullable(environment.get(name))).parse(text);
  }

  private static void assertRefused(String text, String words) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining(words)
        .message()
        .doesNotContain("\n");
  }
}
