package dev.crosstalk.openapi.identity;

import dev.crosstalk.openapi.identity.Login.Attachment;
import dev.crosstalk.openapi.identity.Login.Where;
import dev.crosstalk.openapi.link.Words;
import dev.crosstalk.openapi.request.RequestBody;
import dev.crosstalk.openapi.request.RequestTemplate;
import dev.crosstalk.openapi.sample.SampleData;
import dev.crosstalk.openapi.sample.Sender;
import dev.crosstalk.openapi.spec.Operation;
import dev.crosstalk.openapi.spec.Schema;
import dev.crosstalk.openapi.spec.Spec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Identities that a service makes itself: where its document lists how to register and how to log
/// in, two new users can do both. No credential is guessed or looked up.
public final class SelfSignUp {
  private static final Set<String> LOGIN =
      Set.of("login", "signin", "token", "auth", "authenticate", "session");
  private static final Set<String> REGISTER =
      Set.of("register", "signup", "registration", "user", "account", "create", "customer");
  private static final List<String> NAMES = List.of("username", "email", "login", "phone", "name");
  private static final List<String> TOKENS =
      List.of("/access_token", "/token", "/data/access_token", "/data/token", "/jwt", "/api_key");
  private static final String PASSWORD = "password";

  private final Spec spec;
  private final SampleData data;

  private SelfSignUp(Spec spec, SampleData data) {
    this.spec = spec;
    this.data = data;
  }

  /// Two new users, when some operation asks for credentials and the document tells how to get
  /// them; none otherwise.
  public static List<Identity> of(Spec spec, SampleData data) {
    SelfSignUp signUp = new SelfSignUp(spec, data);
    if (spec.operations().stream().allMatch(operation -> operation.security().isEmpty())) {
      return List.of();
    }
    Optional<Operation> register = signUp.operation(REGISTER, LOGIN);
    if (register.isEmpty()) {
      return List.of();
    }
    List<Identity> found = new ArrayList<>();
    for (String name : List.of("a", "b")) {
      found.add(
          signUp.identity(
              new Sender(name, found.size(), Map.of()),
              register.get(),
              signUp.operation(LOGIN, Set.of("logout", "refresh"))));
    }
    return found;
  }

  /// A POST that anybody may send and that carries a password.
  private Optional<Operation> operation(Set<String> words, Set<String> not) {
    return spec.operations().stream()
        .filter(operation ->
            operation.method().equals("POST")
                && !operation.path().contains("{")
                && operation.security().isEmpty()
                && operation.body().isPresent()
                && operation.body().get().schema().properties().containsKey(PASSWORD)
                && Words.any(Words.of(operation), words)
                && !Words.any(Words.ofPath(operation.path()), not))
        .findFirst();
  }

  private Identity identity(Sender sender, Operation register, Optional<Operation> login) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (data.make(register.body().orElseThrow().schema(), sender, "", "user").value()
        instanceof Map<?, ?> made) {
      made.forEach((field, value) -> values.put(field.toString(), value));
    }
    String password = values.getOrDefault(PASSWORD, "").toString();
    values.put(PASSWORD, "${password}");
    Map<String, String> names = new LinkedHashMap<>();
    List<RequestTemplate> steps = new ArrayList<>();
    Optional<String> form = login.isPresent() ? Optional.empty() : tokenTarget();
    steps.add(step("sign-up", register, values, login.isEmpty() && form.isEmpty()));
    login.ifPresent(
        operation -> steps.add(step("log-in", operation, filled(operation, values), true)));
    form.ifPresent(target -> {
      // The document may name the log-in of its scheme without listing the operation.
      names.put("username", userName(values));
      steps.addAll(Logins.oauth2Password(target, Optional.empty()).steps());
    });
    return new Identity(
        sender.name(),
        Optional.of("tenant-" + sender.name()),
        names,
        Map.of(PASSWORD, new Secret(password)),
        new Login(
            steps,
            List.of(new Attachment(Where.HEADER, "Authorization", "Bearer ${access_token}"))));
  }

  private Optional<String> tokenTarget() {
    return spec.securitySchemes().values().stream()
        .flatMap(scheme -> scheme.tokenUrl().stream())
        .map(url -> url.replaceFirst("^https?://[^/]*", ""))
        .map(path -> path.startsWith("/") ? path : "/" + path)
        .findFirst();
  }

  private static String userName(Map<String, Object> registered) {
    return NAMES.stream()
        .flatMap(name -> Optional.ofNullable(registered.get(name)).stream())
        .findFirst()
        .map(Object::toString)
        .orElse("");
  }

  /// What the log-in asks for, as it was registered.
  private static Map<String, Object> filled(Operation login, Map<String, Object> registered) {
    Map<String, Object> found = new LinkedHashMap<>();
    Schema schema = login.body().orElseThrow().schema();
    for (String field : schema.properties().keySet()) {
      if (registered.containsKey(field)) {
        found.put(field, registered.get(field));
      } else if (NAMES.contains(field)) {
        NAMES.stream()
            .filter(registered::containsKey)
            .findFirst()
            .ifPresent(name -> found.put(field, registered.get(name)));
      } else if (field.equals("grant_type")) {
        found.put(field, PASSWORD);
      }
    }
    return found;
  }

  private static RequestTemplate step(
      String id, Operation operation, Map<String, Object> values, boolean captures) {
    RequestBody body;
    if (operation.body().orElseThrow().mediaType().contains("json")) {
      body = new RequestBody.JsonTree(values);
    } else {
      Map<String, String> fields = new LinkedHashMap<>();
      values.forEach((field, value) -> fields.put(field, value.toString()));
      body = new RequestBody.Form(fields);
    }
    return new RequestTemplate(
        id,
        Optional.empty(),
        "POST",
        operation.path(),
        operation.path(),
        Map.of(),
        Optional.of(body),
        captures ? Map.of("access_token", TOKENS) : Map.of());
  }
}
