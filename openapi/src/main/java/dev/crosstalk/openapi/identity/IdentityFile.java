package dev.crosstalk.openapi.identity;

import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Toml;
import dev.crosstalk.openapi.identity.Login.Attachment;
import dev.crosstalk.openapi.identity.Login.Where;
import dev.crosstalk.openapi.request.RequestTables;
import dev.crosstalk.openapi.request.RequestTemplate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Reads identities from TOML. A secret is a text, or `{ env = "NAME" }` to take it from the
/// environment.
public final class IdentityFile {
  private static final Set<String> KEYS = Set.of("name", "tenant", "values", "secrets", "login");

  private final Function<String, Optional<String>> environment;

  /// @param environment gives the value of an environment variable
  public IdentityFile(Function<String, Optional<String>> environment) {
    this.environment = environment;
  }

  /// Reads the text of a file.
  ///
  /// @throws DocumentException with one line that names the identity and the trouble
  public List<Identity> parse(String toml) throws DocumentException {
    Map<String, Object> root = Toml.parse(toml);
    Set<String> unknown = Toml.unknown(root, Set.of("identity", "invariant"));
    if (!unknown.isEmpty() || !(root.get("identity") instanceof List<?> tables)) {
      throw new DocumentException(
          "an identities file holds [[identity]] tables"
              + (unknown.isEmpty() ? "" : "; not known: " + new TreeSet<>(unknown)));
    }
    List<Identity> identities = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Object entry : tables) {
      Identity identity = identity(RequestTables.table(entry, "identity"));
      if (!names.add(identity.name())) {
        throw new DocumentException("identity `%s` is given twice".formatted(identity.name()));
      }
      identities.add(identity);
    }
    return identities;
  }

  private Identity identity(Map<String, Object> table) throws DocumentException {
    String name = RequestTables.text(table, "name", "identity");
    String where = "identity `%s`".formatted(name);
    RequestTables.refuseUnknown(table, KEYS, where);
    Optional<String> tenant =
        table.containsKey("tenant")
            ? Optional.of(RequestTables.text(table, "tenant", where))
            : Optional.empty();
    Map<String, String> values = RequestTables.texts(table.get("values"), where + ", values");
    Map<String, Secret> secrets = new LinkedHashMap<>();
    if (table.containsKey("secrets")) {
      Map<String, Object> given = RequestTables.table(table.get("secrets"), where + ", secrets");
      for (Map.Entry<String, Object> entry : given.entrySet()) {
        secrets.put(entry.getKey(), secret(entry.getValue(), where + ", " + entry.getKey()));
      }
    }
    Login login = Login.NONE;
    if (table.containsKey("login")) {
      login = login(RequestTables.table(table.get("login"), where + ", login"), secrets, where);
    }
    return new Identity(name, tenant, values, secrets, login);
  }

  private Login login(Map<String, Object> table, Map<String, Secret> secrets, String where)
      throws DocumentException {
    String type = RequestTables.text(table, "type", where + ", login");
    String place = "%s, login %s".formatted(where, type);
    return switch (type) {
      case "bearer" -> {
        RequestTables.refuseUnknown(table, Set.of("type", "token"), place);
        secrets.put("token", required(table, "token", place));
        yield attach(Where.HEADER, "Authorization", "Bearer ${token}");
      }
      case "basic" -> {
        RequestTables.refuseUnknown(table, Set.of("type", "username", "password"), place);
        String pair =
            required(table, "username", place).reveal()
                + ":"
                + required(table, "password", place).reveal();
        secrets.put(
            "basic",
            new Secret(
                java.util.Base64.getEncoder()
                    .encodeToString(pair.getBytes(java.nio.charset.StandardCharsets.UTF_8))));
        yield attach(Where.HEADER, "Authorization", "Basic ${basic}");
      }
      case "api-key" -> {
        RequestTables.refuseUnknown(table, Set.of("type", "in", "name", "key"), place);
        secrets.put("api_key", required(table, "key", place));
        String in = table.containsKey("in") ? RequestTables.text(table, "in", place) : "header";
        Where position =
            switch (in) {
              case "header" -> Where.HEADER;
              case "query" -> Where.QUERY;
              case "cookie" -> Where.COOKIE;
              default ->
                  throw new DocumentException(
                      place + ": `in` is header, query or cookie, not " + in);
            };
        yield attach(position, RequestTables.text(table, "name", place), "${api_key}");
      }
      case "cookie" -> {
        RequestTables.refuseUnknown(table, Set.of("type", "name", "value"), place);
        secrets.put("cookie", required(table, "value", place));
        yield attach(Where.COOKIE, RequestTables.text(table, "name", place), "${cookie}");
      }
      case "oauth2-password" -> oauth2(table, secrets, place);
      case "steps" -> steps(table, place);
      default ->
          throw new DocumentException(
              place + ": type is one of bearer, basic, api-key, cookie, oauth2-password, steps");
    };
  }

  private Login oauth2(Map<String, Object> table, Map<String, Secret> secrets, String place)
      throws DocumentException {
    RequestTables.refuseUnknown(
        table, Set.of("type", "token_url", "username", "password", "scope"), place);
    secrets.put("username", required(table, "username", place));
    secrets.put("password", required(table, "password", place));
    String tokenUrl = RequestTables.text(table, "token_url", place);
    String target = tokenUrl.startsWith("/") ? tokenUrl : "/" + tokenUrl;
    Optional<String> scope =
        table.containsKey("scope")
            ? Optional.of(RequestTables.text(table, "scope", place))
            : Optional.empty();
    return Logins.oauth2Password(target, scope);
  }

  private static Login steps(Map<String, Object> table, String place) throws DocumentException {
    RequestTables.refuseUnknown(table, Set.of("type", "step", "attach"), place);
    List<RequestTemplate> steps = new ArrayList<>();
    if (!(table.get("step") instanceof List<?> given)) {
      throw new DocumentException(place + ": [[identity.login.step]] is missing");
    }
    for (Object step : given) {
      steps.add(
          RequestTables.request(
              RequestTables.table(step, place), "login-" + (steps.size() + 1), place));
    }
    List<Attachment> attachments = new ArrayList<>();
    if (table.containsKey("attach")) {
      Map<String, Object> attach = RequestTables.table(table.get("attach"), place + ", attach");
      RequestTables.refuseUnknown(attach, Set.of("header", "cookie", "query"), place + ", attach");
      for (Map.Entry<String, Object> kind : attach.entrySet()) {
        Where where = Where.valueOf(kind.getKey().toUpperCase(java.util.Locale.ROOT));
        RequestTables.texts(kind.getValue(), place + ", attach")
            .forEach((name, template) -> attachments.add(new Attachment(where, name, template)));
      }
    }
    return new Login(steps, attachments);
  }

  private static Login attach(Where where, String name, String template) {
    return new Login(List.of(), List.of(new Attachment(where, name, template)));
  }

  private Secret required(Map<String, Object> table, String key, String place)
      throws DocumentException {
    Object value = table.get(key);
    if (value == null) {
      throw new DocumentException("%s: `%s` is missing".formatted(place, key));
    }
    return secret(value, place + ", " + key);
  }

  private Secret secret(Object value, String place) throws DocumentException {
    if (value instanceof String text) {
      return new Secret(text);
    }
    if (value instanceof Map<?, ?> map && map.get("env") instanceof String variable) {
      return new Secret(
          environment
              .apply(variable)
              .orElseThrow(() ->
                  new DocumentException(
                      "%s: the environment variable %s is not set".formatted(place, variable))));
    }
    throw new DocumentException(place + " is a text or { env = \"NAME\" }");
  }
}
