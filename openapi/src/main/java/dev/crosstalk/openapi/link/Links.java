package dev.crosstalk.openapi.link;

import dev.crosstalk.openapi.spec.Operation;
import dev.crosstalk.openapi.spec.Schema;
import dev.crosstalk.openapi.spec.Spec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How operations belong together: who creates what a path parameter names, who reads it back, who
/// lists it, who removes it.
public final class Links {
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}/]+)}");
  private static final Set<String> CREATE_SEGMENTS = Set.of("create", "new", "add", "register");

  private static final Pattern ITEM = Pattern.compile("(.*)/\\{[^}/]+}/?");

  private final Map<String, Operation> byLabel = new HashMap<>();
  private final Map<String, Operation> onItems = new HashMap<>();
  private final Map<String, Operation> creators = new HashMap<>();
  private final Map<String, Operation> listers = new HashMap<>();
  private final SequencedMap<Operation, Set<String>> plainReads = new LinkedHashMap<>();

  public Links(Spec spec) {
    for (Operation operation : spec.operations()) {
      byLabel.putIfAbsent(operation.label(), operation);
      Matcher item = ITEM.matcher(operation.path());
      if (item.matches()) {
        onItems.putIfAbsent(operation.method() + " " + item.group(1), operation);
      }
      if (operation.method().equals("POST")) {
        for (String noun : createdNouns(operation)) {
          creators.merge(noun, operation, (a, b) -> CLOSEST.compare(a, b) <= 0 ? a : b);
        }
      }
      if (isPlainRead(operation)) {
        plainReads.put(operation, stems(operation.path()));
        listedNoun(operation)
            .ifPresent(noun ->
                listers.merge(noun, operation, (a, b) -> CLOSEST.compare(a, b) <= 0 ? a : b));
      }
    }
  }

  private static final Comparator<Operation> CLOSEST =
      (one, other) -> {
        int fewer =
            Integer.compare(pathParameters(one.path()).size(), pathParameters(other.path()).size());
        int shorter =
            fewer != 0 ? fewer : Integer.compare(one.path().length(), other.path().length());
        return shorter != 0 ? shorter : one.path().compareTo(other.path());
      };

  private static boolean isPlainRead(Operation operation) {
    return operation.method().equals("GET")
        && pathParameters(operation.path()).isEmpty()
        && operation.parameters().stream()
            .noneMatch(parameter ->
                parameter.required() && parameter.in() == Operation.Parameter.In.QUERY);
  }

  private static Set<String> stems(String path) {
    Set<String> stems = new LinkedHashSet<>();
    Words.ofPath(path).forEach(word -> stems.add(Words.stem(word)));
    return stems;
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
    return noun(field).map(creators::get);
  }

  private static Set<String> createdNouns(Operation operation) {
    List<String> segments = new ArrayList<>(List.of(operation.path().split("/", -1)));
    segments.removeIf(String::isEmpty);
    if (!segments.isEmpty() && CREATE_SEGMENTS.contains(segments.getLast())) {
      segments.removeLast();
    }
    if (segments.isEmpty() || segments.getLast().startsWith("{")) {
      return Set.of();
    }
    return stems(segments.getLast());
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
        .or(() -> Optional.ofNullable(onItems.get("GET " + collection)));
  }

  /// The operation that reads what a creator made.
  public Optional<Operation> readerOf(Operation creator) {
    return Optional.ofNullable(onItems.get("GET " + collectionOf(creator)));
  }

  /// The operation that removes what a creator made.
  public Optional<Operation> removerOf(Operation creator) {
    return Optional.ofNullable(onItems.get("DELETE " + collectionOf(creator)));
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

  /// Reads of single things that take no other names than `operation` takes, such as `GET
  /// /stock/{item}` for `POST /buy/{item}`. At most `limit`.
  public List<Operation> readersOfSameNames(Operation operation, int limit) {
    Set<String> names = new LinkedHashSet<>();
    operation.parameters().forEach(parameter -> names.add(parameter.name()));
    operation.body().ifPresent(body -> names.addAll(body.schema().properties().keySet()));
    return byLabel.values().stream()
        .filter(read -> read.method().equals("GET"))
        .filter(read -> !pathParameters(read.path()).isEmpty())
        .filter(read -> names.containsAll(pathParameters(read.path())))
        .sorted((one, other) -> one.path().compareTo(other.path()))
        .limit(limit)
        .toList();
  }

  /// Operations without required input that may show what `operation` changed: GETs that share a
  /// word of the path, or, when there is none, every such GET. At most `limit`.
  public List<Operation> observers(Operation operation, int limit) {
    Set<String> words = stems(operation.path());
    List<Operation> related =
        plainReads.entrySet().stream()
            .filter(read -> read.getValue().stream().anyMatch(words::contains))
            .map(Map.Entry::getKey)
            .toList();
    return (related.isEmpty() ? List.copyOf(plainReads.keySet()) : related)
        .stream().limit(limit).toList();
  }

  /// Where the answer of a creator may hold the value that `parameter` asks for, best first.
  public static List<String> pointersFor(Operation creator, String parameter) {
    Set<String> pointers = new LinkedHashSet<>();
    Optional<Schema> schema = creator.success().flatMap(Operation.Response::schema);
    Set<String> candidates = new LinkedHashSet<>(List.of(parameter));
    if (Words.of(parameter).size() > 1) {
      candidates.add(List.copyOf(Words.of(parameter)).getLast());
    }
    candidates.add("id");
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

  /// Where the answer of a list may hold such a value.
  ///
  /// @param at which element, from 0
  public static List<String> listPointersFor(Operation lister, String parameter, int at) {
    Set<String> names = new LinkedHashSet<>(List.of(parameter));
    List<String> words = List.copyOf(Words.of(parameter));
    if (words.size() > 1) {
      names.add(words.getLast());
    }
    names.add("id");
    noun(parameter).ifPresent(noun -> names.add(noun + "_id"));
    List<String> segments = new ArrayList<>(List.of(lister.path().split("/", -1)));
    segments.removeIf(String::isEmpty);
    if (!segments.isEmpty()) {
      String stem = Words.stem(segments.getLast());
      names.add(stem + "_id");
    }
    names.addAll(List.of("uuid", "code", "slug", "sku", "key", "username", "name"));
    Set<String> wrappers = new LinkedHashSet<>(List.of(""));
    lister
        .success()
        .flatMap(Operation.Response::schema)
        .ifPresent(schema ->
            schema
                .properties()
                .forEach((name, inner) -> {
                  if (inner.is("array")) {
                    wrappers.add("/" + name);
                  }
                }));
    if (!segments.isEmpty()) {
      wrappers.add("/" + segments.getLast());
    }
    wrappers.addAll(List.of("/items", "/data", "/results"));
    List<String> pointers = new ArrayList<>();
    for (String wrapper : wrappers) {
      for (String name : names) {
        pointers.add(wrapper + "/" + at + "/" + name);
      }
    }
    return pointers;
  }

  /// The plain read that lists what a field such as `product_id` or `to_account` names.
  public Optional<Operation> listerOf(String field) {
    return noun(field).or(() -> lastWord(field)).map(listers::get);
  }

  /// What the last segment of the path is called, in the singular.
  private static Optional<String> listedNoun(Operation read) {
    String path = read.path().replaceAll("/+$", "");
    String last = path.substring(path.lastIndexOf('/') + 1);
    return last.isEmpty() ? Optional.empty() : Optional.of(Words.stem(last));
  }

  private static Optional<String> lastWord(String field) {
    List<String> words = List.copyOf(Words.of(field));
    return words.size() < 2 ? Optional.empty() : Optional.of(Words.stem(words.getLast()));
  }

  /// The operation that creates what `to_account` and the like name.
  public Optional<Operation> creatorOfLastWord(String field) {
    return lastWord(field).map(creators::get);
  }

  /// The creator of the collection that an action such as `POST /coupons/redeem` belongs to, when
  /// both take a field of the same name.
  public Optional<Operation> creatorBeside(Operation action, String field) {
    int end = action.path().lastIndexOf('/');
    if (end <= 0 || action.path().indexOf('{') >= 0) {
      return Optional.empty();
    }
    return find("POST", action.path().substring(0, end))
        .or(() -> find("POST", action.path().substring(0, end) + "/"))
        .filter(creator ->
            !creator.equals(action)
                && creator.body().isPresent()
                && creator.body().get().schema().properties().containsKey(field));
  }

  private Optional<Operation> find(String method, String path) {
    return Optional.ofNullable(byLabel.get(method + " " + path));
  }
}
