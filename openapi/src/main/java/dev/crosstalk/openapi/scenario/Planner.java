package dev.crosstalk.openapi.scenario;

import dev.crosstalk.openapi.identity.Identity;
import dev.crosstalk.openapi.identity.Login;
import dev.crosstalk.openapi.link.ChatShape;
import dev.crosstalk.openapi.link.Links;
import dev.crosstalk.openapi.link.RaceRisk;
import dev.crosstalk.openapi.link.Words;
import dev.crosstalk.openapi.request.RequestTemplate;
import dev.crosstalk.openapi.sample.SampleData;
import dev.crosstalk.openapi.sample.Sender;
import dev.crosstalk.openapi.spec.Operation;
import dev.crosstalk.openapi.spec.Schema;
import dev.crosstalk.openapi.spec.Spec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Plans scenarios from a document: the same operation twice on one thing, two updates of one
/// thing, two tenants side by side, and two different changes of one thing. Riskiest first.
public final class Planner {

  /// Words of operations that no plan races: log-in and log-out, and what would end or wipe the
  /// service.
  private static final Set<String> NEVER =
      Set.of(
          "login",
          "logout",
          "signin",
          "signout",
          "token",
          "refresh",
          "health",
          "healthz",
          "ready",
          "shutdown",
          "restart",
          "wipe",
          "flush",
          "truncate",
          "seed",
          "metrics",
          "openapi");

  private final List<RaceRisk> all;
  private final Links links;
  private final List<Sender> senders;
  private final List<Identity> identities;
  private final SampleData data;
  private final ReadBack readBack;

  /// True when the senders show who they are, whether the document asks for it or not.
  private final boolean credentials;

  /// @param identities the first two of different tenants stand for two tenants; with fewer than
  ///   two, clients without credentials called `a` and `b` fill up
  public Planner(Spec spec, List<Identity> identities, SampleData data) {
    this.all = spec.operations().stream().map(RaceRisk::of).toList();
    this.links = new Links(spec);
    this.readBack = new ReadBack(links);
    this.data = data;
    this.credentials =
        identities.size() > 1
            && identities.stream().noneMatch(identity -> identity.login().equals(Login.NONE));
    this.identities = new ArrayList<>(identities);
    for (String name : List.of("a", "b")) {
      if (this.identities.size() < 2) {
        this.identities.add(Identity.anonymous(name, "tenant-" + name));
      }
    }
    this.senders = new ArrayList<>();
    for (int i = 0; i < this.identities.size(); i++) {
      Identity identity = this.identities.get(i);
      senders.add(new Sender(identity.name(), i, identity.values()));
    }
  }

  /// The identities that the plans name, the filled-up ones included.
  public List<Identity> identities() {
    return List.copyOf(identities);
  }

  /// Every operation, riskiest first; ties in document order.
  public List<RaceRisk> ranking() {
    return RaceRisk.sorted(all);
  }

  /// All scenarios, riskiest first; ties in document order. Names are unique.
  ///
  /// @param limit at most so many
  public List<ScenarioPlan> plans(int limit) {
    return candidates(limit).stream().map(candidate -> candidate.plan().get()).toList();
  }

  /// The same scenarios without their requests, which cost much more to make.
  ///
  /// @param limit at most so many
  public List<Outline> outlines(int limit) {
    return candidates(limit).stream().map(Candidate::outline).toList();
  }

  /// What people read of a scenario.
  ///
  /// @param operations that race, each once
  public record Outline(String name, String reason, int score, List<String> operations) {
    public Outline {
      operations = List.copyOf(operations);
    }
  }

  private List<Candidate> candidates(int limit) {
    List<Candidate> found = new ArrayList<>();
    List<RaceRisk> risks = all.stream().filter(risk -> isRaced(risk.operation())).toList();
    for (RaceRisk risk : risks) {
      Operation operation = risk.operation();
      if (!operation.isSafe() && !operation.method().equals("DELETE")) {
        found.add(sameThing(risk));
      }
      if (carriesSender(operation)) {
        found.add(twoTenants(risk, tenantScore(risk)));
      } else if (operation.method().equals("GET")) {
        found.add(byUnnamedHeaders(operation));
      }
    }
    found.addAll(pairs(risks));
    found.sort((one, other) -> Integer.compare(other.outline().score(), one.outline().score()));
    Map<String, Candidate> unique = new LinkedHashMap<>();
    for (Candidate candidate : found) {
      if (unique.size() < limit) {
        unique.putIfAbsent(candidate.outline().name(), candidate);
      }
    }
    return List.copyOf(unique.values());
  }

  /// A plan that is made only when it is wanted.
  private record Candidate(Outline outline, Supplier<ScenarioPlan> plan) {}

  private static boolean isRaced(Operation operation) {
    if (!Set.of("GET", "POST", "PUT", "PATCH", "DELETE").contains(operation.method())) {
      return false;
    }
    if (operation.body().isPresent()
        && !operation.body().get().mediaType().contains("json")
        && !operation.body().get().mediaType().equals("application/x-www-form-urlencoded")) {
      return false;
    }
    if (operation.method().equals("DELETE") && Links.pathParameters(operation.path()).isEmpty()) {
      // It removes the caller's account or everything.
      return false;
    }
    Set<String> words = Words.ofPath(operation.path());
    boolean resets = words.contains("reset") && !words.contains("password");
    return !resets && words.stream().noneMatch(NEVER::contains);
  }

  /// One sender, one thing, the same operation twice; updates carry different data.
  private Candidate sameThing(RaceRisk risk) {
    Operation operation = risk.operation();
    boolean update = operation.method().equals("PUT") || operation.method().equals("PATCH");
    Outline outline =
        new Outline(
            operation.label() + (update ? " with two different bodies" : " twice"),
            risk.reasons().isEmpty()
                ? "two clients send it at the same time"
                : String.join("; ", risk.reasons()),
            risk.score(),
            List.of(operation.label()));
    return new Candidate(outline, () -> sameThing(outline, operation, update));
  }

  private ScenarioPlan sameThing(Outline outline, Operation operation, boolean update) {
    Sender sender = senders.getFirst();
    EntityBuilder builder = new EntityBuilder(links, data);
    List<RequestTemplate> racing = new ArrayList<>();
    for (String lane : List.of("a", "b")) {
      String key = update ? "race-" + lane : "race";
      racing.add(
          withCapture(
              builder.request("race-" + lane, operation, sender, sender, key), operation, lane));
    }
    return assemble(
        outline, builder, racing, readBack.of(builder, operation, List.of(sender), racing), false);
  }

  /// Two senders, each with its own things and its own data.
  private Candidate twoTenants(RaceRisk risk, int score) {
    Operation operation = risk.operation();
    Outline outline =
        new Outline(
            operation.label() + " by two tenants",
            knowsCaller(operation)
                ? "it answers with data of the caller, so an answer must never hold the other's"
                : "each answer must only hold what its own request sent",
            score,
            List.of(operation.label()));
    return new Candidate(outline, () -> twoTenants(outline, operation));
  }

  private ScenarioPlan twoTenants(Outline outline, Operation operation) {
    Sender first = senders.getFirst();
    Sender second = otherTenant();
    EntityBuilder builder = new EntityBuilder(links, data);
    List<RequestTemplate> racing =
        List.of(
            withCapture(builder.request("race-a", operation, first, first, "race"), operation, "a"),
            withCapture(
                builder.request("race-b", operation, second, second, "race"), operation, "b"));
    return assemble(
        outline,
        builder,
        racing,
        readBack.of(builder, operation, List.of(first, second), racing),
        true);
  }

  /// Headers by which middleware often tells tenants apart without telling the document.
  private static final List<String> TENANT_HEADERS =
      List.of("X-Tenant-ID", "X-Tenant", "X-Org-ID", "X-User-ID", "X-User");

  /// A read that says nothing about its caller, with tenant headers that the document does not
  /// name. When the answers do not depend on them, the probe leaves it at that.
  private Candidate byUnnamedHeaders(Operation operation) {
    Outline outline =
        new Outline(
            operation.label() + " with two tenants in headers that the document does not name",
            "middleware may keep the caller where the other's request finds it",
            1,
            List.of(operation.label()));
    return new Candidate(outline, () -> byUnnamedHeaders(outline, operation));
  }

  private ScenarioPlan byUnnamedHeaders(Outline outline, Operation operation) {
    EntityBuilder builder = new EntityBuilder(links, data);
    List<RequestTemplate> racing = new ArrayList<>();
    for (Sender sender : List.of(senders.getFirst(), otherTenant())) {
      String lane = racing.isEmpty() ? "a" : "b";
      RequestTemplate plain =
          builder.request("race-" + lane, operation, sender, senders.getFirst(), "race");
      Map<String, String> headers = new LinkedHashMap<>(plain.headers());
      TENANT_HEADERS.forEach(
          name -> headers.putIfAbsent(name, data.canary(sender, "tenant", TENANT_LENGTH)));
      racing.add(plain.withHeaders(headers));
    }
    return assemble(outline, builder, racing, List.of(), true);
  }

  private static final int TENANT_LENGTH = 20;

  private static boolean knowsCaller(Operation operation) {
    return !operation.security().isEmpty() || RaceRisk.carriesIdentity(operation);
  }

  private static int tenantScore(RaceRisk risk) {
    int caller = risk.operation().isSafe() ? 50 : 35;
    return Math.min(100, (knowsCaller(risk.operation()) ? caller : 25) + risk.score() / 3);
  }

  private Sender otherTenant() {
    Optional<String> tenant = identities.getFirst().tenant();
    for (int i = 1; i < identities.size(); i++) {
      if (!identities.get(i).tenant().equals(tenant) || tenant.isEmpty()) {
        return senders.get(i);
      }
    }
    return senders.get(1);
  }

  /// Two different changes of one thing.
  private List<Candidate> pairs(List<RaceRisk> risks) {
    List<Candidate> found = new ArrayList<>();
    Map<String, List<RaceRisk>> byThing = new LinkedHashMap<>();
    for (RaceRisk risk : risks) {
      List<String> parameters = Links.pathParameters(risk.operation().path());
      if (!risk.operation().isSafe() && !parameters.isEmpty()) {
        String last = parameters.getLast();
        Links.collection(risk.operation().path(), last)
            .ifPresent(collection ->
                byThing.computeIfAbsent(collection + " " + last, _ -> new ArrayList<>()).add(risk));
      }
    }
    for (List<RaceRisk> changes : byThing.values()) {
      changes.sort(RaceRisk.RISKIEST_FIRST);
      int made = 0;
      for (int i = 0; i < changes.size() && made < 3; i++) {
        for (int j = i + 1; j < changes.size() && made < 3; j++, made++) {
          RaceRisk one = changes.get(i);
          RaceRisk other = changes.get(j);
          int score = Math.max(0, (one.score() + other.score()) / 2 - 10);
          found.add(pair(one, other, score));
        }
      }
    }
    return found;
  }

  private Candidate pair(RaceRisk one, RaceRisk other, int score) {
    Outline outline =
        new Outline(
            one.operation().label() + " against " + other.operation().label(),
            "both change the same thing",
            score,
            List.of(one.operation().label(), other.operation().label()));
    return new Candidate(outline, () -> pair(outline, one.operation(), other.operation()));
  }

  private ScenarioPlan pair(Outline outline, Operation one, Operation other) {
    Sender sender = senders.getFirst();
    EntityBuilder builder = new EntityBuilder(links, data);
    List<RequestTemplate> racing =
        List.of(
            builder.request("race-a", one, sender, sender, "race-a"),
            builder.request("race-b", other, sender, sender, "race-b"));
    return assemble(
        outline, builder, racing, readBack.of(builder, one, List.of(sender), racing), false);
  }

  /// Clean-up must not remove twice what a racing DELETE already removed; a 404 there is fine.
  private static ScenarioPlan assemble(
      Outline outline,
      EntityBuilder builder,
      List<RequestTemplate> racing,
      List<RequestTemplate> readBack,
      boolean foreignDataIsLeak) {
    return new ScenarioPlan(
        outline.name(),
        outline.reason(),
        outline.score(),
        builder.setUp(),
        racing,
        readBack,
        builder.cleanUp(),
        foreignDataIsLeak);
  }

  /// A racing creator keeps what the new thing is called, for read-back and clean-up.
  private RequestTemplate withCapture(RequestTemplate request, Operation operation, String lane) {
    Optional<Operation> next = links.readerOf(operation).or(() -> links.removerOf(operation));
    if (!operation.method().equals("POST") || next.isEmpty()) {
      return request;
    }
    String parameter = Links.pathParameters(next.get().path()).getLast();
    return new RequestTemplate(
        request.id(),
        request.identity(),
        request.method(),
        request.pathTemplate(),
        request.target(),
        request.headers(),
        request.body(),
        Map.of("new_" + lane, Links.pointersFor(operation, parameter)));
  }

  /// True when the request says who sends it: credentials, a tenant parameter, free text, or a path
  /// with a name that the client chooses.
  private boolean carriesSender(Operation operation) {
    if (!operation.security().isEmpty() || RaceRisk.carriesIdentity(operation) || credentials) {
      return true;
    }
    Set<String> seen = new HashSet<>();
    return operation.body().stream()
            .flatMap(body -> body.schema().properties().values().stream())
            .anyMatch(field ->
                (isFreeText(field) && seen.add(field.pointer())) || ChatShape.isConversation(field))
        || operation.parameters().stream()
            .anyMatch(parameter ->
                parameter.required()
                    && isFreeText(parameter.schema())
                    && (parameter.in() != Operation.Parameter.In.PATH
                        || isChosenByClient(operation.path(), parameter)));
  }

  /// True when nothing in the document makes or lists what a path parameter names.
  private boolean isChosenByClient(String path, Operation.Parameter parameter) {
    return links.creator(path, parameter.name()).isEmpty()
        && Links.collection(path, parameter.name()).flatMap(links::lister).isEmpty()
        && parameter.schema().examples().isEmpty()
        && parameter.schema().value("default").isEmpty();
  }

  private static boolean isFreeText(Schema schema) {
    return schema.is("string") && schema.enumeration().isEmpty();
  }
}
