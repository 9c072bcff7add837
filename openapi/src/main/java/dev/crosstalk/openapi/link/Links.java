package dev.crosstalk.openapi.link;

import dev.crosstalk.openapi.spec.Operation;
import dev.crosstalk.openapi.spec.Schema;
import dev.crosstalk.openapi.spec.Spec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How operations belong together: who creates what a path parameter names, who reads it back, who
/// lists it, who removes it.
public final class Links {
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}/]+)}");
  private static final Set<String> CREATE_SEGMENTS = Set.of("create", "new", "add", "register");

  private final Spec spec;

  public Links(Spec spec) {
    this.spec = spec;
  }

  /// Names of the path parameters of a template, in order.
  public static List<String> pathParameters(String path) {
    List<String> names = new ArrayList<>();
    Matcher matcher = PARAMETER.matcher(path);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /// The path before a parameter: the collection that it picks from. `/items` for `item_id` in
  /// `/items/{item_id}/buy`.
  public static Optional<String> collection(String path, String parameter) {
    int at = path.indexOf("/{" + parameter + "}");
    return at <= 0 ? Optional.empty() : Optional.of(path.substring(0, at));
  }

  /// The operation that creates what `parameter` names, when its path is known.
  public Optional<Operation> creator(String path, String parameter) {
    return collection(path, parameter)
        .flatMap(this::creatorIn)
        .or(() -> creatorOf(parameter))
        .filter(found -> !found.path().equals(path));
  }

  private Optional<Operation> creatorIn(String collection) {
    return find("POST", collection)
        .or(() -> find("POST", collection + "/"))
        .or(() ->
            CREATE_SEGMENTS.stream()
                .sorted()
                .map(segment -> find("POST", collection + "/" + segment))
                .flatMap(Optional::stream)
                .findFirst());
  }

  /// The operation that creates what a field such as `item_id` names, by its noun.
  public Optional<Operation> creatorOf(String field) {
    return noun(field)
        .flatMap(noun ->
            spec.operations().stream()
                .filter(operation -> operation.method().equals("POST"))
                .filter(operation -> creates(operation, noun))
                .min(
                    Comparator.comparingInt(
                            (Operation operation) -> pathParameters(operation.path()).size())
                        .thenComparingInt(operation -> operation.path().length())
                        .thenComparing(Operation::path)));
  }

  private static boolean creates(Operation operation, String noun) {
    List<String> segments = new ArrayList<>(List.of(operation.path().split("/", -1)));
    segments.removeIf(String::isEmpty);
    if (!segments.isEmpty() && CREATE_SEGMENTS.contains(segments.getLast())) {
      segments.removeLast();
    }
    if (segments.isEmpty() || segments.getLast().startsWith("{")) {
      return false;
    }
    return Words.of(segments.getLast()).stream().map(Words::stem).anyMatch(noun::equals);
  }

  /// The noun of an id field: `item` of `item_id`, `itemId`, `item_uuid`; empty for a bare `id`.
  public static Optional<String> noun(String field) {
    List<String> words = new ArrayList<>(Words.of(field));
    if (words.size() < 2) {
      return Optional.empty();
    }
    return switch (words.getLast()) {
      case "id", "uuid", "key", "code", "slug", "sku", "name", "number" ->
          Optional.of(Words.stem(words.get(words.size() - 2)));
      default -> Optional.empty();
    };
  }

  /// The operation that reads one thing: GET on the longest prefix of `path` that ends in a
  /// parameter and has a GET.
  public Optional<Operation> reader(String path) {
    List<String> parameters = pathParameters(path);
    for (int i = parameters.size() - 1; i >= 0; i--) {
      String item = path.substring(0, path.indexOf("/{" + parameters.get(i) + "}"));
      Optional<Operation> reader = readerIn(item, parameters.get(i));
      if (reader.isPresent()) {
        return reader;
      }
    }
    return Optional.empty();
  }

  private Optional<Operation> readerIn(String collection, String parameter) {
    return find("GET", collection + "/{" + parameter + "}")
        .or(() ->
            spec.operations().stream()
                .filter(operation -> operation.method().equals("GET"))
                .filter(operation ->
                    operation.path().matches(Pattern.quote(collection) + "/\\{[^}/]+}/?"))
                .findFirst());
  }

  /// The operation that reads what a creator made.
  public Optional<Operation> readerOf(Operation creator) {
    String collection = collectionOf(creator);
    return spec.operations().stream()
        .filter(operation -> operation.method().equals("GET"))
        .filter(operation -> operation.path().matches(Pattern.quote(collection) + "/\\{[^}/]+}/?"))
        .findFirst();
  }

  /// The operation that removes what a creator made.
  public Optional<Operation> removerOf(Operation creator) {
    String collection = collectionOf(creator);
    return spec.operations().stream()
        .filter(operation -> operation.method().equals("DELETE"))
        .filter(operation -> operation.path().matches(Pattern.quote(collection) + "/\\{[^}/]+}/?"))
        .findFirst();
  }

  private static String collectionOf(Operation creator) {
    String path = creator.path().replaceAll("/+$", "");
    int last = path.lastIndexOf('/');
    return last > 0 && CREATE_SEGMENTS.contains(path.substring(last + 1))
        ? path.substring(0, last)
        : path;
  }

  /// The operation that lists a collection.
  public Optional<Operation> lister(String collection) {
    return find("GET", collection).or(() -> find("GET", collection + "/"));
  }

  /// Operations without required input that may show what `operation` changed: GETs that share a
  /// word of the path, or, when there is none, every such GET. At most `limit`.
  public List<Operation> observers(Operation operation, int limit) {
    Set<String> words = new LinkedHashSet<>();
    Words.of(operation.path().replaceAll("\\{[^}]*}", " "))
        .forEach(word -> words.add(Words.stem(word)));
    List<Operation> plain =
        spec.operations().stream()
            .filter(candidate -> candidate.method().equals("GET"))
            .filter(candidate -> pathParameters(candidate.path()).isEmpty())
            .filter(candidate ->
                candidate.parameters().stream()
                    .noneMatch(parameter ->
                        parameter.required() && parameter.in() == Operation.Parameter.In.QUERY))
            .toList();
    List<Operation> related =
        plain.stream()
            .filter(candidate ->
                Words.of(candidate.path()).stream().map(Words::stem).anyMatch(words::contains))
            .toList();
    return (related.isEmpty() ? plain : related).stream().limit(limit).toList();
  }

  /// Where the answer of a creator may hold the value that `parameter` asks for, best first.
  public static List<String> pointersFor(Operation creator, String parameter) {
    Set<String> pointers = new LinkedHashSet<>();
    Optional<Schema> schema = creator.success().flatMap(Operation.Response::schema);
    List<String> candidates = new ArrayList<>(List.of(parameter, "id"));
    noun(parameter).ifPresent(noun -> candidates.addAll(List.of(noun + "_id", noun + "Id")));
    candidates.addAll(List.of("_id", "uuid", "pk", "key", "slug", "code", "name"));
    if (schema.isPresent()) {
      Set<String> properties = schema.get().properties().keySet();
      candidates.stream().filter(properties::contains).forEach(name -> pointers.add("/" + name));
      schema
          .get()
          .properties()
          .forEach((name, inner) ->
              candidates.stream()
                  .filter(inner.properties().keySet()::contains)
                  .forEach(candidate -> pointers.add("/" + name + "/" + candidate)));
    }
    candidates.forEach(name -> pointers.add("/" + name));
    pointers.add("/data/id");
    return List.copyOf(pointers);
  }

  /// Where the answer of a list may hold such a value, for its first element.
  public static List<String> listPointersFor(String parameter) {
    List<String> pointers = new ArrayList<>();
    List<String> names = new ArrayList<>(List.of(parameter, "id"));
    noun(parameter).ifPresent(noun -> names.add(noun + "_id"));
    for (String wrapper : List.of("", "/items", "/data", "/results")) {
      for (String name : names) {
        pointers.add(wrapper + "/0/" + name);
      }
    }
    return pointers;
  }

  private Optional<Operation> find(String method, String path) {
    return spec.operation(method, path);
  }
}
