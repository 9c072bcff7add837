package dev.crosstalk.openapi.identity;

import dev.crosstalk.openapi.identity.Login.Attachment;
import dev.crosstalk.openapi.identity.Login.Where;
import dev.crosstalk.openapi.request.RequestBody;
import dev.crosstalk.openapi.request.RequestTemplate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Ready-made log-ins.
public final class Logins {
  private Logins() {}

  /// The OAuth2 password flow as FastAPI has it: a form with `${username}` and `${password}`, the
  /// answer's `access_token` as bearer.
  ///
  /// @param tokenTarget path of the token operation
  public static Login oauth2Password(String tokenTarget, Optional<String> scope) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("grant_type", "password");
    fields.put("username", "${username}");
    fields.put("password", "${password}");
    scope.ifPresent(text -> fields.put("scope", text));
    RequestTemplate step =
        new RequestTemplate(
            "login-1",
            Optional.empty(),
            "POST",
            tokenTarget,
            tokenTarget,
            Map.of(),
            Optional.of(new RequestBody.Form(fields)),
            Map.of("access_token", List.of("/access_token", "/token", "/data/access_token")));
    return bearerAfter(List.of(step));
  }

  /// Steps that capture `access_token`, which then goes as bearer.
  public static Login bearerAfter(List<RequestTemplate> steps) {
    return new Login(
        steps, List.of(new Attachment(Where.HEADER, "Authorization", "Bearer ${access_token}")));
  }
}
