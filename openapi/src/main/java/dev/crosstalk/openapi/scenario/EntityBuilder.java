package dev.crosstalk.openapi.scenario;

import dev.crosstalk.openapi.document.Json;
import dev.crosstalk.openapi.link.Links;
import dev.crosstalk.openapi.request.Filling;
import dev.crosstalk.openapi.request.RequestBody;
import dev.crosstalk.openapi.request.RequestTemplate;
import dev.crosstalk.openapi.sample.SampleData;
import dev.crosstalk.openapi.sample.SecondThing;
import dev.crosstalk.openapi.sample.Sender;
import dev.crosstalk.openapi.spec.Operation;
import dev.crosstalk.openapi.spec.Operation.Body;
import dev.crosstalk.openapi.spec.Operation.Parameter;
import dev.crosstalk.openapi.spec.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes the requests of one scenario: each thing that a request needs is created once per sender
/// in the set-up, and removed in the clean-up.
final class EntityBuilder {
  private static final int MAX_CHAIN = 4;

  /// Paths name the same thing in every request of a sender, whatever data the request carries.
  private static final String THING = "thing";

  private final Links links;
  private final SampleData data;
  private final List<RequestTemplate> setUp = new ArrayList<>();
  private final List<RequestTemplate> cleanUp = new ArrayList<>();
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final Set<String> inProgress = new HashSet<>();

  EntityBuilder(Links links, SampleData data) {
    this.links = links;
    this.data = data;
  }

  /// A thing that the set-up creates.
  ///
  /// @param variable what it is called
  record Made(Operation creator, String owner, String variable, RequestTemplate request) {}

  private final List<Made> made = new ArrayList<>();

  /// What the set-up creates, in its order.
  List<Made> made() {
    return List.copyOf(made);
  }

  List<RequestTemplate> setUp() {
    return setUp;
  }

  List<RequestTemplate> cleanUp() {
    return cleanUp;
  }

  /// A request of `operation` by `sender`.
  ///
  /// @param owner whose things the path and body name; often the sender itself
  /// @param key the same key gives the same data
  RequestTemplate request(String id, Operation operation, Sender sender, Sender owner, String key) {
    return request(id, operation, sender, owner, key, 0);
  }

  private RequestTemplate request(
      String id, Operation operation, Sender sender, Sender owner, String key, int depth) {
    String target = operation.path();
    for (Parameter parameter : operation.parameters(Parameter.In.PATH)) {
      String value = pathValue(operation.path(), parameter, owner, THING, depth);
      target = target.replace("{" + parameter.name() + "}", value);
    }
    for (String undeclared : Links.pathParameters(target.replace("${", "$("))) {
      target = target.replace("{" + undeclared + "}", "1");
    }
    StringBuilder query = new StringBuilder();
    for (Parameter parameter : operation.parameters(Parameter.In.QUERY)) {
      if (parameter.required() || sender.values().containsKey(parameter.name())) {
        query
            .append(query.isEmpty() ? '?' : '&')
            .append(Filling.encode(parameter.name()))
            .append('=')
            .append(scalar(parameter.schema(), parameter.name(), sender, owner, key, depth));
      }
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (Parameter parameter : operation.parameters(Parameter.In.HEADER)) {
      String name = parameter.name().toLowerCase(Locale.ROOT);
      boolean credentials = name.equals("authorization") && !sender.values().containsKey(name);
      if ((parameter.required() && !credentials) || sender.values().containsKey(parameter.name())) {
        headers.put(parameter.name(), plain(parameter.schema(), parameter.name(), sender, key));
      }
    }
    for (Parameter parameter : operation.parameters(Parameter.In.COOKIE)) {
      if (parameter.required() || sender.values().containsKey(parameter.name())) {
        headers.merge(
            "Cookie",
            parameter.name() + "=" + plain(parameter.schema(), parameter.name(), sender, key),
            (a, b) -> a + "; " + b);
      }
    }
    return new RequestTemplate(
        id,
        Optional.of(sender.name()),
        operation.method(),
        operation.path(),
        target + query,
        headers,
        operation.body().map(body -> body(operation, body, sender, owner, key, depth)),
        Map.of());
  }

  private String plain(Schema schema, String name, Sender sender, String key) {
    Object value = data.make(schema, sender, name, key).value();
    return value instanceof String text ? text : Json.write(value);
  }

  private String pathValue(String path, Parameter parameter, Sender owner, String key, int depth) {
    String name = parameter.name();
    if (owner.values().containsKey(name)) {
      return Filling.encode(owner.values().get(name));
    }
    Optional<String> variable =
        links.creator(path, name).flatMap(creator -> created(creator, name, owner, depth));
    if (variable.isPresent()) {
      return "${" + variable.get() + "}";
    }
    Schema schema = parameter.schema();
    if (!schema.enumeration().isEmpty() || schema.value("const").isPresent()) {
      return Filling.encode(plain(schema, name, owner, key));
    }
    Optional<Object> told =
        schema.examples().stream().findFirst().or(() -> schema.value("default"));
    if (told.isPresent()) {
      return Filling.encode(told.get() instanceof String text ? text : Json.write(told.get()));
    }
    String sample = plain(schema, name, owner, key);
    return Links.collection(path, name)
        .flatMap(links::lister)
        .filter(lister -> Links.pathParameters(lister.path()).isEmpty())
        .map(lister -> "${" + listed(lister, name, owner, sample) + "}")
        .orElseGet(() -> Filling.encode(sample));
  }

  /// The variable that holds what a new thing of `creator` is called.
  private Optional<String> created(Operation creator, String parameter, Sender owner, int depth) {
    String variableKey = creator.label() + " " + owner.name() + " " + parameter;
    if (variables.containsKey(variableKey)) {
      return Optional.of(variables.get(variableKey));
    }
    if (depth >= MAX_CHAIN || !inProgress.add(creator.label())) {
      return Optional.empty();
    }
    String variable = variable(parameter, owner);
    RequestTemplate bare =
        request(
            "create-" + (setUp.size() + 1), creator, owner, owner, "setup-" + variable, depth + 1);
    inProgress.remove(creator.label());
    setUp.add(
        new RequestTemplate(
            "create-" + (setUp.size() + 1),
            bare.identity(),
            bare.method(),
            bare.pathTemplate(),
            bare.target(),
            bare.headers(),
            bare.body(),
            Map.of(variable, Links.pointersFor(creator, parameter))));
    variables.put(variableKey, variable);
    made.add(new Made(creator, owner.name(), variable, bare));
    links
        .removerOf(creator)
        .ifPresent(remover -> {
          List<String> names = Links.pathParameters(remover.path());
          if (names.size() == Links.pathParameters(creator.path()).size() + 1) {
            String base = bare.target();
            int query = base.indexOf('?');
            String collection = query < 0 ? base : base.substring(0, query);
            String itemPath = remover.path();
            String target =
                itemPath.startsWith(creator.path())
                    ? collection.replaceAll("/+$", "") + "/${" + variable + "}"
                    : itemPath.replace("{" + names.getLast() + "}", "${" + variable + "}");
            if (Links.pathParameters(target.replace("${", "$(")).isEmpty()) {
              cleanUp.addFirst(
                  new RequestTemplate(
                      "remove-" + (cleanUp.size() + 1),
                      bare.identity(),
                      "DELETE",
                      remover.path(),
                      target,
                      bare.headers(),
                      Optional.empty(),
                      Map.of()));
            }
          }
        });
    return Optional.of(variable);
  }

  private String listed(Operation lister, String parameter, Sender owner, String fallback) {
    String variableKey = lister.label() + " " + owner.name() + " " + parameter;
    String known = variables.get(variableKey);
    if (known != null) {
      return known;
    }
    String variable = variable(parameter, owner);
    RequestTemplate bare =
        request("list-" + (setUp.size() + 1), lister, owner, owner, "list", MAX_CHAIN);
    int at = SecondThing.isNamedBy(parameter) ? 1 : 0;
    List<String> pointers = new ArrayList<>(Links.listPointersFor(lister, parameter, at));
    pointers.add("=" + fallback);
    setUp.add(
        new RequestTemplate(
            bare.id(),
            bare.identity(),
            bare.method(),
            bare.pathTemplate(),
            bare.target(),
            bare.headers(),
            bare.body(),
            Map.of(variable, pointers)));
    variables.put(variableKey, variable);
    return variable;
  }

  private String variable(String parameter, Sender owner) {
    String base = parameter.replaceAll("[^A-Za-z0-9_]", "_") + "_" + owner.name();
    String name = base.replaceAll("[^A-Za-z0-9_.-]", "_");
    String candidate = name;
    for (int i = 2; variables.containsValue(candidate); i++) {
      candidate = name + "_" + i;
    }
    return candidate;
  }

  private String scalar(
      Schema schema, String name, Sender sender, Sender owner, String key, int depth) {
    return foreignKey(Optional.empty(), name, schema, owner, depth)
        .map(variable -> "${" + variable + "}")
        .orElseGet(() -> Filling.encode(plain(schema, name, sender, key)));
  }

  /// The variable of the thing that a field such as `item_id` names, when the document says how to
  /// create one.
  private Optional<String> foreignKey(
      Optional<Operation> operation, String field, Schema schema, Sender owner, int depth) {
    if (owner.values().containsKey(field) || !(schema.is("string") || schema.is("number"))) {
      return Optional.empty();
    }
    Optional<Operation> beside = operation.flatMap(action -> links.creatorBeside(action, field));
    if (beside.isPresent()) {
      return beside.flatMap(creator -> created(creator, field, owner, depth));
    }
    Optional<Operation> creator =
        namesAThing(field)
            ? links.creatorOf(field)
            : SecondThing.isOneOfTwo(field) ? links.creatorOfLastWord(field) : Optional.empty();
    if (creator.isPresent()) {
      return created(creator.get(), field, owner, depth);
    }
    if (depth >= MAX_CHAIN || !mayNameAThing(field)) {
      return Optional.empty();
    }
    return links
        .listerOf(field)
        .map(lister -> listed(lister, field, owner, plain(schema, field, owner, THING)));
  }

  private RequestBody body(
      Operation operation, Body body, Sender sender, Sender owner, String key, int depth) {
    boolean update = operation.method().equals("PUT") || operation.method().equals("PATCH");
    Object value =
        (update
                ? data.makeFull(body.schema(), sender, "body", key)
                : data.make(body.schema(), sender, "body", key))
            .value();
    if (value instanceof Map<?, ?> map) {
      Map<String, Schema> fields = body.schema().properties();
      Map<String, Object> filled = new LinkedHashMap<>();
      map.forEach((name, field) ->
          filled.put(
              name.toString(),
              Optional.ofNullable(fields.get(name.toString()))
                  .flatMap(schema ->
                      foreignKey(Optional.of(operation), name.toString(), schema, owner, depth))
                  .<Object>map(variable -> "${" + variable + "}")
                  .orElse(field)));
      value = filled;
    }
    if (body.mediaType().contains("json")) {
      return new RequestBody.JsonTree(value);
    }
    if (body.mediaType().equals("application/x-www-form-urlencoded")
        && value instanceof Map<?, ?> map) {
      Map<String, String> fields = new LinkedHashMap<>();
      map.forEach((name, field) ->
          fields.put(name.toString(), field instanceof String text ? text : Json.write(field)));
      return new RequestBody.Form(fields);
    }
    return new RequestBody.Text(
        body.mediaType(), value instanceof String text ? text : Json.write(value));
  }

  /// True for fields that may name another thing.
  static boolean mayNameAThing(String field) {
    return namesAThing(field) || SecondThing.isOneOfTwo(field);
  }

  /// The name endings that mark a reference to another thing.
  private static boolean namesAThing(String field) {
    String lower = field.toLowerCase(Locale.ROOT);
    return lower.endsWith("_id")
        || lower.endsWith("_uuid")
        || lower.endsWith("_code")
        || lower.endsWith("_sku")
        || lower.endsWith("_slug")
        || field.endsWith("Id");
  }
}
