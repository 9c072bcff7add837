package dev.crosstalk.drive.http;

import dev.crosstalk.openapi.identity.Identity;
import dev.crosstalk.openapi.identity.Login;
import dev.crosstalk.openapi.request.ConcreteRequest;
import dev.crosstalk.openapi.request.Filling;
import dev.crosstalk.openapi.request.MissingValueException;
import dev.crosstalk.openapi.request.RequestTemplate;
import dev.crosstalk.openapi.scenario.SecretHeaders;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One identity as the service knows it: logs in, keeps cookies, adds credentials. Sends one
/// request at a time.
public final class Client implements AutoCloseable {
  private final Identity identity;
  private final Connection connection;
  private final Map<String, String> extraHeaders;
  private final Map<String, Object> variables;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final Set<String> secrets = new HashSet<>();
  private boolean loggedIn;
  private boolean logInKept;

  /// @param extraHeaders go with every request
  public Client(
      HttpTarget target, Identity identity, Map<String, String> extraHeaders, Duration timeout) {
    this.identity = identity;
    this.connection = new Connection(target, timeout);
    this.extraHeaders = Map.copyOf(extraHeaders);
    this.variables = new LinkedHashMap<>(identity.variables());
    identity.secrets().values().forEach(secret -> secrets.add(secret.reveal()));
    extraHeaders.forEach((name, value) -> {
      if (SecretHeaders.isSecret(name)) {
        secrets.add(value);
        secrets.add(value.replaceFirst("^\\S+\\s+", ""));
      }
    });
  }

  public Identity identity() {
    return identity;
  }

  /// Runs the log-in steps once.
  ///
  /// @throws TargetException with one line that names the identity and holds no secret
  public void logIn() throws TargetException {
    if (loggedIn) {
      return;
    }
    Optional<RequestTemplate> signUp = identity.login().signUp();
    Optional<TargetException> refused = Optional.empty();
    if (signUp.isPresent()) {
      try {
        take(signUp.get());
      } catch (TargetException signUpRefused) {
        refused = Optional.of(signUpRefused);
      }
    }
    if (refused.isPresent() && identity.login().steps().isEmpty()) {
      throw refused.get();
    }
    try {
      takeSteps();
    } catch (TargetException failure) {
      throw refused.orElse(failure);
    }
    loggedIn = true;
  }

  private void takeSteps() throws TargetException {
    for (RequestTemplate step : identity.login().steps()) {
      take(step);
    }
  }

  private void take(RequestTemplate step) throws TargetException {
    HttpAnswer answer;
    try {
      answer = connection.exchange(withCookies(step.fill(variables)));
    } catch (MissingValueException missing) {
      throw new TargetException(
          "identity %s cannot log in: %s".formatted(identity.name(), missing.getMessage()),
          missing);
    }
    keepCookies(answer);
    if (answer.status() >= 400) {
      throw new TargetException(
          "identity %s cannot log in: %s answered %d"
              .formatted(identity.name(), step.operation(), answer.status()));
    }
    Map<String, Object> captured = step.capture(answer.json(), answer.headerMap());
    if (captured.size() < step.captures().size()) {
      throw new TargetException(
          "identity %s cannot log in: the answer of %s does not hold %s"
              .formatted(identity.name(), step.operation(), step.captures().keySet()));
    }
    captured.values().forEach(value -> secrets.add(value.toString()));
    variables.putAll(captured);
  }

  /// Logs in anew when a log-in takes more than to attach what is known, for credentials that
  /// expired meanwhile.
  ///
  /// @return false when there is nothing to send
  boolean logInAgain() throws TargetException {
    if (identity.login().steps().isEmpty() || logInKept) {
      return false;
    }
    takeSteps();
    return true;
  }

  /// A new log-in changes nothing, so no more are tried.
  void keepLogIn() {
    logInKept = true;
  }

  /// A request with this identity's credentials and cookies.
  ///
  /// @param values beside the identity's own
  public ConcreteRequest prepare(RequestTemplate template, Map<String, Object> values)
      throws MissingValueException {
    Map<String, Object> all = new LinkedHashMap<>(variables);
    all.putAll(values);
    ConcreteRequest plain = withCookies(template.fill(all));
    Map<String, String> headers = new LinkedHashMap<>(plain.headers());
    extraHeaders.forEach(headers::putIfAbsent);
    String target = plain.target();
    for (Login.Attachment attachment : identity.login().attachments()) {
      String value = Filling.text(attachment.template(), variables);
      switch (attachment.where()) {
        case HEADER -> headers.put(attachment.name(), value);
        case COOKIE ->
            headers.merge(
                "Cookie", attachment.name() + "=" + value, (one, other) -> one + "; " + other);
        case QUERY ->
            target +=
                (target.contains("?") ? "&" : "?")
                    + Filling.encode(attachment.name())
                    + "="
                    + Filling.encode(value);
      }
    }
    return new ConcreteRequest(plain.method(), target, headers, plain.body());
  }

  /// Sends and reads the answer.
  public HttpAnswer send(ConcreteRequest request) throws TargetException {
    HttpAnswer answer = connection.exchange(request);
    keepCookies(answer);
    return answer;
  }

  private ConcreteRequest withCookies(ConcreteRequest request) {
    if (cookies.isEmpty()) {
      return request;
    }
    Map<String, String> headers = new LinkedHashMap<>(request.headers());
    StringBuilder jar = new StringBuilder(headers.getOrDefault("Cookie", ""));
    cookies.forEach((name, value) ->
        jar.append(jar.isEmpty() ? "" : "; ").append(name).append('=').append(value));
    headers.put("Cookie", jar.toString());
    return new ConcreteRequest(request.method(), request.target(), headers, request.body());
  }

  private void keepCookies(HttpAnswer answer) {
    for (String line : answer.headers("set-cookie")) {
      int end = line.indexOf(';');
      String pair = end < 0 ? line : line.substring(0, end);
      int equals = pair.indexOf('=');
      if (equals > 0 && cookies.size() < 50) {
        String value = pair.substring(equals + 1).strip();
        cookies.put(pair.substring(0, equals).strip(), value);
        if (value.length() >= 8) {
          secrets.add(value);
        }
      }
    }
  }

  /// What must never be printed: passwords, tokens, cookies.
  public Set<String> secrets() {
    return Set.copyOf(secrets);
  }

  @Override
  public void close() {
    connection.close();
  }
}
