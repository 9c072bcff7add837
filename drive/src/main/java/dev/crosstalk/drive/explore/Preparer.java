package dev.crosstalk.drive.explore;

import dev.crosstalk.drive.agent.AgentException;
import dev.crosstalk.drive.agent.LaneRequest;
import dev.crosstalk.drive.agent.RunRequest;
import dev.crosstalk.drive.agent.RunResult;
import dev.crosstalk.model.Interleaving.Lane;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Json;
import dev.crosstalk.openapi.identity.Identity;
import dev.crosstalk.openapi.identity.Login.Attachment;
import dev.crosstalk.openapi.invariant.Invariant;
import dev.crosstalk.openapi.request.ConcreteRequest;
import dev.crosstalk.openapi.request.Filling;
import dev.crosstalk.openapi.request.MissingValueException;
import dev.crosstalk.openapi.request.RequestTemplate;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Makes requests of templates: logs the identities in, sends the set-up once, and fills in what
/// the answers held. The application draws the same random values in every run, so what was
/// captured once holds in all of them.
public final class Preparer {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Runner.Executor executor;
  private final boolean planned;
  private final Map<String, Identity> identities = new LinkedHashMap<>();
  private Makers makers = Makers.of(List.of());

  /// @param identities those that the plans name
  /// @param planned true when the values of the plans are made up, so that others may be tried
  public Preparer(
      dev.crosstalk.drive.agent.AgentLink link, List<Identity> identities, boolean planned) {
    this.executor = link::run;
    this.planned = planned;
    identities.forEach(identity -> this.identities.put(identity.name(), identity));
  }

  /// Tells what the plans can make; what one of them lacks, another may make.
  public void learn(List<ScenarioPlan> plans) {
    makers = Makers.of(plans);
  }

  /// The scenario cannot be prepared; the message says why.
  public static final class Unprepared extends Exception {
    private static final long serialVersionUID = 1L;

    Unprepared(String message) {
      super(message);
    }
  }

  /// A scenario and what of it is secret.
  public record Prepared(Scenario scenario, Credentials credentials) {}

  /// Secrets of identities, each logged in, for a replay.
  ///
  /// @throws Unprepared when an identity is not known or cannot log in
  /// @throws AgentException when the agent goes away
  public Credentials credentials(Iterable<String> names) throws Unprepared, AgentException {
    Progress progress = new Progress();
    for (String name : names) {
      Identity identity = identities.get(name);
      if (identity == null) {
        throw new Unprepared("it needs identity `%s`; pass --identities".formatted(name));
      }
      logIn(identity, progress);
    }
    return new Credentials(progress.secrets);
  }

  /// What is known while one scenario is prepared.
  private static final class Progress {
    List<LaneRequest> sent = new ArrayList<>();
    final Map<String, Object> captured = new HashMap<>();
    final Map<String, Map<String, Object>> ofIdentity = new HashMap<>();
    final Map<String, String> cookies = new HashMap<>();
    final Map<String, String> secrets = new LinkedHashMap<>();
  }

  /// Prepares a plan.
  ///
  /// @throws Unprepared when a request that it needs is refused or a value is missing
  /// @throws AgentException when the agent goes away
  public Prepared prepare(ScenarioPlan plan) throws Unprepared, AgentException {
    return prepare(plan, Deadline.in(LONGEST));
  }

  /// Prepares a plan; values that the service may accept are tried while there is time.
  ///
  /// @throws Unprepared when a request that it needs is refused or a value is missing
  /// @throws AgentException when the agent goes away
  public Prepared prepare(ScenarioPlan plan, Deadline deadline) throws Unprepared, AgentException {
    Progress progress = new Progress();
    for (String name : named(plan)) {
      logIn(identities.get(name), progress);
    }
    for (RequestTemplate template : plan.setUp()) {
      send(template, progress, "the set-up");
    }
    List<LaneRequest> racing = new ArrayList<>();
    List<Lane> lanes = new ArrayList<>();
    for (RequestTemplate template : plan.racing()) {
      String id = String.valueOf((char) ('A' + racing.size()));
      racing.add(request(id, template, progress));
      lanes.add(new Lane(id, "Request " + id, template.operation(), template.identity()));
    }
    List<LaneRequest> after = new ArrayList<>();
    for (RequestTemplate template : plan.readBack()) {
      try {
        String id = template.id();
        String lane = Invariant.isRead(id) ? id : "Z" + (after.size() + 1);
        after.add(request(lane, template, progress));
      } catch (Unprepared needsAnAnswerOfTheRace) {
        // What a racing request answers differs from run to run; the look is left out.
      }
    }
    List<LaneRequest> accepted =
        planned
            ? new Hints(executor, progress.sent, deadline).improve(racing, plan.foreignDataIsLeak())
            : racing;
    if (planned && allRefused(accepted, progress.sent)) {
      make(plan, accepted, progress, deadline);
    }
    return new Prepared(
        new Scenario(plan.name(), plan.reason(), lanes, progress.sent, accepted, after),
        new Credentials(progress.secrets));
  }

  /// Adds to the set-up what lets the service accept one of the requests, when something does.
  private void make(
      ScenarioPlan plan, List<LaneRequest> racing, Progress progress, Deadline deadline)
      throws AgentException {
    List<LaneRequest> before = progress.sent;
    for (RequestTemplate maker : makers.of(plan)) {
      if (deadline.over()) {
        break;
      }
      progress.sent = new ArrayList<>(before);
      try {
        for (RequestTemplate template : Makers.forEach(maker, plan)) {
          send(template, progress, "what it needs");
        }
      } catch (Unprepared refused) {
        continue;
      }
      if (!allRefused(racing, progress.sent)) {
        return;
      }
    }
    progress.sent = before;
  }

  private boolean allRefused(List<LaneRequest> racing, List<LaneRequest> setUp)
      throws AgentException {
    RunResult result = executor.run(alone(racing, setUp));
    return result.status() == RunResult.Status.OK
        && result.responses().stream().allMatch(answer -> answer.status().orElse(500) >= 400);
  }

  private List<String> named(ScenarioPlan plan) {
    List<RequestTemplate> all = new ArrayList<>(plan.setUp());
    all.addAll(plan.racing());
    all.addAll(plan.readBack());
    return all.stream()
        .flatMap(template -> template.identity().stream())
        .filter(identities::containsKey)
        .distinct()
        .toList();
  }

  private void logIn(@org.jspecify.annotations.Nullable Identity identity, Progress progress)
      throws Unprepared, AgentException {
    if (identity == null) {
      return;
    }
    Map<String, Object> values = new LinkedHashMap<>(identity.variables());
    progress.ofIdentity.put(identity.name(), values);
    identity
        .secrets()
        .forEach((key, secret) ->
            progress.secrets.put(identity.name() + "/secret/" + key, secret.reveal()));
    for (RequestTemplate step : identity.login().steps()) {
      LaneRequest request = lane("S" + (progress.sent.size() + 1), step, values, Map.of());
      RunResult.Response answer = exchange(request, progress);
      if (answer.status().orElse(500) >= 400) {
        throw new Unprepared(
            "identity `%s` cannot log in: %s answers %s"
                .formatted(identity.name(), step.operation(), answer.status().orElse(500)));
      }
      capture(step, answer)
          .forEach((key, value) -> {
            values.put(key, value);
            progress.secrets.put(identity.name() + "/login/" + key, value.toString());
          });
      answer.headers().stream()
          .filter(header -> header.getKey().toLowerCase(Locale.ROOT).equals("set-cookie"))
          .map(header -> header.getValue().split(";", 2)[0])
          .forEach(cookie -> {
            progress.cookies.merge(identity.name(), cookie, (a, b) -> a + "; " + b);
            int equals = cookie.indexOf('=');
            if (equals > 0) {
              progress.secrets.put(
                  identity.name() + "/cookie/" + cookie.substring(0, equals),
                  cookie.substring(equals + 1));
            }
          });
    }
  }

  private void send(RequestTemplate template, Progress progress, String part)
      throws Unprepared, AgentException {
    LaneRequest request = request("S" + (progress.sent.size() + 1), template, progress);
    RunResult.Response answer = exchange(request, progress);
    if (answer.status().orElse(500) >= 400) {
      throw new Unprepared(
          "%s is refused: %s answers %s%s"
              .formatted(
                  part,
                  template.operation(),
                  answer.status().isPresent() ? answer.status().getAsInt() : "nothing",
                  answer.error().map(text -> " (" + text + ")").orElse("")));
    }
    progress.captured.putAll(capture(template, answer));
  }

  /// Sends all so far and one more; only the last answer is new.
  private RunResult.Response exchange(LaneRequest request, Progress progress)
      throws Unprepared, AgentException {
    progress.sent.add(request);
    RunResult result = executor.run(alone(List.of(), progress.sent));
    if (result.status() != RunResult.Status.OK || result.setUp().size() != progress.sent.size()) {
      throw new Unprepared(
          "the set-up ends with `%s`%s"
              .formatted(
                  result.status().name().toLowerCase(Locale.ROOT),
                  result.detail().map(text -> ": " + Texts.lastLine(text)).orElse("")));
    }
    return result.setUp().getLast();
  }

  private static RunRequest alone(List<LaneRequest> requests, List<LaneRequest> setUp) {
    return RunRequest.serial(requests, setUp);
  }

  private static Map<String, Object> capture(RequestTemplate template, RunResult.Response answer) {
    Map<String, String> headers = new HashMap<>();
    answer
        .headers()
        .forEach(header ->
            headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
    Optional<Object> body = Optional.empty();
    try {
      body = Optional.of(Json.parse(answer.body()));
    } catch (DocumentException noJson) {
      body = Optional.empty();
    }
    return template.capture(body, headers);
  }

  private LaneRequest request(String lane, RequestTemplate template, Progress progress)
      throws Unprepared {
    Map<String, Object> values = new HashMap<>(progress.captured);
    Map<String, String> credentials = new LinkedHashMap<>();
    String name = template.identity().orElse("");
    Identity identity = identities.get(name);
    if (identity != null) {
      values.putAll(progress.ofIdentity.getOrDefault(name, Map.of()));
      List<String> cookies = new ArrayList<>();
      Optional.ofNullable(progress.cookies.get(name)).ifPresent(cookies::add);
      for (Attachment attachment : identity.login().attachments()) {
        String value;
        try {
          value = Filling.text(attachment.template(), values);
        } catch (MissingValueException missing) {
          throw new Unprepared("identity `%s`: %s".formatted(name, missing.getMessage()));
        }
        switch (attachment.where()) {
          case HEADER -> credentials.put(attachment.name(), value);
          case COOKIE -> cookies.add(attachment.name() + "=" + value);
          case QUERY -> credentials.put("?" + attachment.name(), value);
        }
      }
      if (!cookies.isEmpty()) {
        credentials.put("Cookie", String.join("; ", cookies));
      }
    }
    return lane(lane, template, values, credentials);
  }

  private static LaneRequest lane(
      String lane,
      RequestTemplate template,
      Map<String, Object> values,
      Map<String, String> credentials)
      throws Unprepared {
    ConcreteRequest concrete;
    try {
      concrete = template.fill(values);
    } catch (MissingValueException missing) {
      throw new Unprepared("%s: %s".formatted(template.operation(), missing.getMessage()));
    }
    StringBuilder target = new StringBuilder(concrete.target());
    Map<String, String> headers = new LinkedHashMap<>(concrete.headers());
    credentials.forEach((name, value) -> {
      if (name.startsWith("?")) {
        target
            .append(target.indexOf("?") < 0 ? '?' : '&')
            .append(Filling.encode(name.substring(1)))
            .append('=')
            .append(Filling.encode(value));
      } else {
        headers.put(name, value);
      }
    });
    return new LaneRequest(
        lane,
        concrete.method(),
        target.toString(),
        List.copyOf(headers.entrySet()),
        concrete.body().orElse(""));
  }
}
