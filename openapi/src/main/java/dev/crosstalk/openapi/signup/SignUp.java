package dev.crosstalk.openapi.signup;

import dev.crosstalk.openapi.document.Json;
import dev.crosstalk.openapi.identity.Identity;
import dev.crosstalk.openapi.identity.Login;
import dev.crosstalk.openapi.identity.Login.Attachment;
import dev.crosstalk.openapi.identity.Login.Where;
import dev.crosstalk.openapi.identity.Secret;
import dev.crosstalk.openapi.link.Words;
import dev.crosstalk.openapi.request.RequestBody;
import dev.crosstalk.openapi.request.RequestTemplate;
import dev.crosstalk.openapi.sample.SampleData;
import dev.crosstalk.openapi.sample.Sender;
import dev.crosstalk.openapi.spec.Operation;
import dev.crosstalk.openapi.spec.SecurityScheme;
import dev.crosstalk.openapi.spec.SecurityScheme.Kind;
import dev.crosstalk.openapi.spec.Spec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Two new accounts by the sign-up and log-in operations of a document, for services that ask for
/// credentials when nobody gave any. Which field is the name of the account is not in a document,
/// so there may be several ways to try, likeliest first.
public final class SignUp {
  private static final Set<String> LOGIN_WORDS =
      Set.of("login", "signin", "token", "authenticate", "session", "auth");
  private static final Set<String> SIGN_UP_WORDS =
      Set.of("register", "registration", "signup", "join");
  private static final Set<String> PEOPLE =
      Set.of("user", "account", "customer", "member", "client", "tenant", "owner");

  private static final List<String> TOKEN_FIELDS =
      List.of(
          "access_token",
          "accessToken",
          "token",
          "jwt",
          "id_token",
          "auth_token",
          "api_key",
          "apiKey",
          "session_token",
          "session_id",
          "key");

  private final Spec spec;
  private final SampleData data;
  private final Operation register;

  private SignUp(Spec spec, SampleData data, Operation register) {
    this.spec = spec;
    this.data = data;
    this.register = register;
  }

  /// @param operations that will be sent, for the announcement
  /// @param ways each a pair of identities of different tenants, likeliest first
  public record Accounts(List<String> operations, List<List<Identity>> ways) {
    public Accounts {
      operations = List.copyOf(operations);
      ways = ways.stream().map(List::copyOf).toList();
    }
  }

  /// How to make accounts; empty when the document does not say how.
  public static Optional<Accounts> of(Spec spec, SampleData data) {
    return spec.operations().stream()
        .filter(SignUp::isSignUp)
        .max(java.util.Comparator.comparingInt(SignUp::rank))
        .map(register -> new SignUp(spec, data, register).accounts())
        .filter(accounts -> !accounts.ways().isEmpty());
  }

  private static boolean isSignUp(Operation operation) {
    return operation.method().equals("POST")
        && operation.security().isEmpty()
        && operation.path().indexOf('{') < 0
        && operation.body().isPresent()
        && !isLogin(operation)
        && rank(operation) > 0
        && (passwordField(operation).isPresent() || tokenIn(operation).isPresent());
  }

  /// A header parameter for credentials, as handlers declare that read it themselves.
  private static Optional<String> credentialHeader(Spec spec) {
    return spec.operations().stream()
        .flatMap(operation -> operation.parameters(Operation.Parameter.In.HEADER).stream())
        .map(Operation.Parameter::name)
        .filter(name ->
            Words.any(Words.of(name), Set.of("authorization", "token", "session"))
                || name.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT).endsWith("apikey"))
        .findFirst();
  }

  private static int rank(Operation operation) {
    Set<String> words = Words.of(operation);
    if (signsUp(words)) {
      return 2;
    }
    return Words.any(Words.ofPath(operation.path()), PEOPLE) ? 1 : 0;
  }

  private static boolean signsUp(Set<String> words) {
    return Words.any(words, SIGN_UP_WORDS) || (words.contains("sign") && words.contains("up"));
  }

  private static boolean isLogin(Operation operation) {
    Set<String> path = Words.ofPath(operation.path());
    Set<String> words = Words.of(operation);
    return (Words.any(path, LOGIN_WORDS) || (words.contains("log") && words.contains("in")))
        && !signsUp(words)
        && !words.contains("refresh");
  }

  private static List<String> fields(Operation operation) {
    return operation.body().stream()
        .flatMap(body -> body.schema().properties().keySet().stream())
        .toList();
  }

  private static boolean isPassword(String field) {
    String lower = field.toLowerCase(Locale.ROOT);
    return lower.contains("passw") || lower.equals("pin") || lower.equals("secret");
  }

  private static Optional<String> passwordField(Operation operation) {
    return fields(operation).stream().filter(SignUp::isPassword).findFirst();
  }

  /// The credential that an answer holds, as the document has it.
  private static Optional<String> tokenIn(Operation operation) {
    return operation
        .success()
        .flatMap(Operation.Response::schema)
        .flatMap(
            schema -> TOKEN_FIELDS.stream().filter(schema.properties()::containsKey).findFirst());
  }

  /// A request that gives a token for a name and a password.
  private record LogIn(String path, boolean json, List<String> fields, Set<String> required) {
    static LogIn of(Operation operation) {
      return new LogIn(
          operation.path(),
          operation.body().orElseThrow().mediaType().contains("json"),
          SignUp.fields(operation),
          operation.body().orElseThrow().schema().required());
    }
  }

  /// The log-in that a security scheme names, whether the document shows the operation or not; else
  /// an operation that looks like one.
  private Optional<LogIn> login() {
    List<Operation> posts =
        spec.operations().stream()
            .filter(operation -> operation.method().equals("POST"))
            .filter(operation -> operation.body().isPresent() && !operation.equals(register))
            .toList();
    Optional<String> named =
        spec.securitySchemes().values().stream()
            .filter(scheme -> scheme.kind() == Kind.OAUTH2_PASSWORD)
            .flatMap(scheme -> scheme.tokenUrl().stream())
            .map(url -> url.replaceFirst("^https?://[^/]+", "").replaceFirst("^/*", "/"))
            .findFirst();
    Optional<Operation> shown =
        posts.stream()
            .filter(operation -> named.filter(operation.path()::equals).isPresent())
            .findFirst()
            .or(() ->
                posts.stream()
                    .filter(operation -> isLogin(operation) && passwordField(operation).isPresent())
                    .findFirst());
    return shown
        .map(LogIn::of)
        .or(() ->
            named.map(path ->
                new LogIn(path, false, List.of("grant_type", "username", "password"), Set.of())));
  }

  private Accounts accounts() {
    Optional<LogIn> login = login();
    List<String> operations = new ArrayList<>(List.of(register.label()));
    login.ifPresent(found -> operations.add("POST " + found.path()));
    List<List<Identity>> ways = new ArrayList<>();
    if (login.isPresent()) {
      int way = 0;
      for (String account : accountFields(login.get())) {
        int number = way++;
        ways.add(pair(index -> identity(index, number, login, Optional.of(account))));
      }
    } else if (tokenIn(register).isPresent()) {
      ways.add(pair(index -> identity(index, 0, Optional.empty(), Optional.empty())));
    }
    return new Accounts(operations, ways);
  }

  private static List<Identity> pair(java.util.function.IntFunction<Identity> one) {
    return List.of(one.apply(0), one.apply(1));
  }

  /// Which field of the sign-up may be what the log-in calls the account.
  private List<String> accountFields(LogIn login) {
    List<String> known = fields(register);
    List<String> wanted = new ArrayList<>();
    login.fields().stream()
        .filter(field -> !isPassword(field) && !field.equals("username"))
        .filter(known::contains)
        .forEach(wanted::add);
    for (String likely : List.of("username", "user_name", "email", "login", "name", "phone")) {
      if (known.contains(likely) && !wanted.contains(likely)) {
        wanted.add(likely);
      }
    }
    return wanted.stream().limit(3).toList();
  }

  private Identity identity(int index, int way, Optional<LogIn> login, Optional<String> account) {
    String name = index == 0 ? "a" : "b";
    Sender sender = new Sender(name, index, Map.of());
    Map<String, Object> made = new LinkedHashMap<>();
    register
        .body()
        .map(body -> data.make(body.schema(), sender, "body", "sign-up-" + way).value())
        .filter(Map.class::isInstance)
        .map(Map.class::cast)
        .ifPresent(fields ->
            ((Map<?, ?>) fields)
                .forEach((key, value) -> {
                  made.put(key.toString(), value);
                }));
    String password = data.canary(sender, "password-" + way, 24) + "Aa1!";
    made.replaceAll((field, value) -> isPassword(field) ? "${password}" : value);
    RequestTemplate signUp =
        request(
            "sign-up",
            register.path(),
            register.body().orElseThrow().mediaType().contains("json"),
            made);
    List<RequestTemplate> steps = new ArrayList<>();
    Map<String, List<String>> captures = new LinkedHashMap<>();
    boolean cookie =
        spec.securitySchemes().values().stream().anyMatch(SignUp::isCookie)
            || (spec.securitySchemes().isEmpty() && takesCookies());
    captures.put("access_token", pointers());
    if (login.isPresent()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      Object sent = account.map(made::get).orElse("");
      for (String field : login.get().fields()) {
        if (isPassword(field)) {
          fields.put(field, "${password}");
        } else if (field.equals("grant_type")) {
          fields.put(field, "password");
        } else if (field.equals("username") || field.equals(account.orElse(""))) {
          fields.put(field, sent);
        } else if (login.get().required().contains(field)) {
          fields.put(field, made.getOrDefault(field, sent));
        }
      }
      steps.add(
          withCaptures(
              request("login-1", login.get().path(), login.get().json(), fields),
              cookie ? Map.of() : captures));
    } else {
      signUp = withCaptures(signUp, captures);
    }
    return new Identity(
        name,
        Optional.of("tenant-" + name),
        Map.of(),
        Map.of("password", new Secret(password)),
        new Login(Optional.of(signUp), steps, attachments(cookie)));
  }

  private boolean takesCookies() {
    return spec.operations().stream()
        .anyMatch(operation -> !operation.parameters(Operation.Parameter.In.COOKIE).isEmpty());
  }

  private static boolean isCookie(SecurityScheme scheme) {
    return scheme.kind() == Kind.API_KEY && scheme.in().filter("cookie"::equals).isPresent();
  }

  private List<Attachment> attachments(boolean cookie) {
    if (cookie) {
      return List.of();
    }
    Optional<SecurityScheme> key =
        spec.securitySchemes().values().stream()
            .filter(scheme -> scheme.kind() == Kind.API_KEY && scheme.parameter().isPresent())
            .findFirst();
    boolean bearer =
        spec.securitySchemes().values().stream()
            .anyMatch(
                scheme -> scheme.kind() == Kind.BEARER || scheme.kind() == Kind.OAUTH2_PASSWORD);
    if (key.isPresent() && !bearer) {
      Where where = key.get().in().filter("query"::equals).isPresent() ? Where.QUERY : Where.HEADER;
      return List.of(new Attachment(where, key.get().parameter().orElseThrow(), "${access_token}"));
    }
    String header = credentialHeader(spec).filter(_ -> !bearer).orElse("Authorization");
    boolean bare = !header.equalsIgnoreCase("authorization");
    return List.of(
        new Attachment(Where.HEADER, header, bare ? "${access_token}" : "Bearer ${access_token}"));
  }

  private static List<String> pointers() {
    List<String> found = new ArrayList<>();
    for (String wrapper : List.of("", "/data", "/token", "/tokens", "/result", "/user")) {
      TOKEN_FIELDS.stream()
          .filter(field -> wrapper.isEmpty() || !field.equals("key"))
          .forEach(field -> found.add(wrapper + "/" + field));
    }
    // A token object must not be taken for the token itself.
    found.remove("/token");
    found.add("/token");
    return found;
  }

  private static RequestTemplate request(
      String id, String path, boolean json, Map<String, Object> fields) {
    RequestBody body;
    if (json) {
      body = new RequestBody.JsonTree(fields);
    } else {
      Map<String, String> form = new LinkedHashMap<>();
      fields.forEach(
          (name, value) -> form.put(name, value instanceof String text ? text : Json.write(value)));
      body = new RequestBody.Form(form);
    }
    return new RequestTemplate(
        id, Optional.empty(), "POST", path, path, Map.of(), Optional.of(body), Map.of());
  }

  private static RequestTemplate withCaptures(
      RequestTemplate request, Map<String, List<String>> captures) {
    return new RequestTemplate(
        request.id(),
        request.identity(),
        request.method(),
        request.pathTemplate(),
        request.target(),
        request.headers(),
        request.body(),
        captures);
  }
}
