package dev.crosstalk.openapi.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Documents;
import dev.crosstalk.openapi.identity.Identity;
import dev.crosstalk.openapi.identity.Login;
import dev.crosstalk.openapi.sample.SampleData;
import dev.crosstalk.openapi.spec.Spec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignUpTest {
  private static final String PASSWORD_FLOW =
      """
      openapi: 3.1.0
      components:
        securitySchemes:
          o: {type: oauth2, flows: {password: {tokenUrl: auth/token, scopes: {}}}}
      paths:
        /users:
          post:
            requestBody:
              content:
                application/json:
                  schema:
                    type: object
                    required: [email, username, password, password2]
                    properties:
                      email: {type: string, format: email}
                      username: {type: string}
                      password: {type: string}
                      password2: {type: string}
            responses: {}
        /me: {get: {security: [{o: []}], responses: {}}}
      """;

  @Test
  void aHiddenTokenOperationIsUsedByItsUrl() throws DocumentException {
    SignUp.Accounts accounts = accounts(PASSWORD_FLOW).orElseThrow();
    assertThat(accounts.operations()).containsExactly("POST /users", "POST /auth/token");
    assertThat(accounts.ways()).hasSize(2);
    List<Identity> first = accounts.ways().getFirst();
    assertThat(first).extracting(Identity::name).containsExactly("a", "b");
    Login login = first.getFirst().login();
    assertThat(login.signUp().orElseThrow().body().toString())
        .contains("password=${password}", "password2=${password}");
    String name =
        login.steps().getFirst().body().toString().replaceFirst("(?s).*username=([^,}]*).*", "$1");
    assertThat(login.signUp().orElseThrow().body().toString()).contains("username=" + name);
    assertThat(first.getLast().login().signUp().orElseThrow().body().toString())
        .doesNotContain(name);
  }

  @Test
  void nothingIsSignedUpWhereNobodyCan() throws DocumentException {
    assertThat(accounts("openapi: 3.1.0\npaths: {/a: {post: {responses: {}}}}")).isEmpty();
    assertThat(accounts(PASSWORD_FLOW.replace("post:", "put:"))).isEmpty();
  }

  @Test
  void thePasswordIsInNoText() throws DocumentException {
    Identity one = accounts(PASSWORD_FLOW).orElseThrow().ways().getFirst().getFirst();
    String password = one.secrets().values().iterator().next().reveal();
    assertThat(one.toString()).doesNotContain(password);
  }

  private static Optional<SignUp.Accounts> accounts(String yaml) throws DocumentException {
    Spec spec = Spec.of(Documents.parse(yaml.getBytes(StandardCharsets.UTF_8)));
    return SignUp.of(spec, new SampleData(5));
  }
}
