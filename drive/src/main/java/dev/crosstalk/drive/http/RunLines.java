package dev.crosstalk.drive.http;

import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Json;
import dev.crosstalk.openapi.request.ConcreteRequest;
import dev.crosstalk.openapi.request.RequestTemplate;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import dev.crosstalk.openapi.scenario.SecretHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A run as a JSON tree and back. What reads back judges like what was written, but for secrets.
final class RunLines {
  /// A longer answer is cut off; it is judged by its beginning then.
  private static final int LONGEST_BODY = 1_000_000;

  private RunLines() {}

  /// @param clean takes secrets out of a text
  static Map<String, Object> write(RunRecord run, UnaryOperator<String> clean) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("number", (long) run.number());
    tree.put("order", run.order().stream().map(index -> (Object) (long) index).toList());
    tree.put("raced", run.raced());
    tree.put("overlapped", run.overlapped());
    tree.put("spreadMicros", run.spreadMicros());
    tree.put("setUp", exchanges(run.setUp(), clean));
    tree.put("before", exchanges(List.copyOf(run.before().values()), clean));
    tree.put("racing", exchanges(List.copyOf(run.racing().values()), clean));
    tree.put("after", exchanges(List.copyOf(run.after().values()), clean));
    Map<String, Object> values = new LinkedHashMap<>();
    run.values()
        .forEach((name, value) ->
            values.put(name, value instanceof String text ? clean.apply(text) : value));
    tree.put("values", values);
    tree.put("notRemoved", run.notRemoved().stream().map(RequestTemplate::id).toList());
    return tree;
  }

  private static List<Object> exchanges(List<Exchange> exchanges, UnaryOperator<String> clean) {
    List<Object> found = new ArrayList<>();
    for (Exchange exchange : exchanges) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("id", exchange.template().id());
      tree.put("target", clean.apply(exchange.request().target()));
      Map<String, Object> headers = new LinkedHashMap<>();
      exchange
          .request()
          .headers()
          .forEach((name, value) -> {
            if (!SecretHeaders.isSecret(name)) {
              headers.put(name, clean.apply(value));
            }
          });
      tree.put("headers", headers);
      exchange.request().body().ifPresent(body -> tree.put("body", clip(clean.apply(body))));
      tree.put("released", exchange.releasedAt());
      tree.put("answered", exchange.answeredAt());
      exchange
          .answer()
          .ifPresent(answer -> {
            tree.put("status", (long) answer.status());
            tree.put("text", clip(clean.apply(answer.text())));
          });
      exchange.trouble().ifPresent(trouble -> tree.put("trouble", clean.apply(trouble)));
      found.add(tree);
    }
    return found;
  }

  private static String clip(String text) {
    return text.length() > LONGEST_BODY ? text.substring(0, LONGEST_BODY) : text;
  }

  /// @throws DocumentException when the tree is no run of this plan
  static RunRecord read(Object tree, ScenarioPlan plan) throws DocumentException {
    Map<String, RequestTemplate> templates = new LinkedHashMap<>();
    Stream.of(plan.setUp(), plan.racing(), plan.readBack(), plan.cleanUp())
        .flatMap(List::stream)
        .forEach(template -> templates.put(template.id(), template));
    try {
      Map<?, ?> map = (Map<?, ?>) tree;
      List<Integer> order = new ArrayList<>();
      for (Object index : list(map, "order")) {
        int at = Math.toIntExact((Long) index);
        if (at < 0 || at >= plan.racing().size()) {
          throw new DocumentException("a run names a request that the scenario does not have");
        }
        order.add(at);
      }
      Map<String, Object> values = new LinkedHashMap<>();
      ((Map<?, ?>) field(map, "values")).forEach((name, value) -> values.put((String) name, value));
      List<RequestTemplate> notRemoved = new ArrayList<>();
      for (Object id : list(map, "notRemoved")) {
        notRemoved.add(template(templates, id));
      }
      return new RunRecord(
          Math.toIntExact((Long) field(map, "number")),
          order,
          (Boolean) field(map, "raced"),
          (Boolean) field(map, "overlapped"),
          (Long) field(map, "spreadMicros"),
          List.copyOf(exchanges(map, "setUp", templates).values()),
          exchanges(map, "before", templates),
          exchanges(map, "racing", templates),
          exchanges(map, "after", templates),
          values,
          notRemoved);
    } catch (ClassCastException | ArithmeticException damaged) {
      throw new DocumentException("a run is damaged", damaged);
    }
  }

  private static SequencedMap<String, Exchange> exchanges(
      Map<?, ?> run, String key, Map<String, RequestTemplate> templates) throws DocumentException {
    SequencedMap<String, Exchange> found = new LinkedHashMap<>();
    for (Object tree : list(run, key)) {
      Map<?, ?> map = (Map<?, ?>) tree;
      RequestTemplate template = template(templates, field(map, "id"));
      Map<String, String> headers = new LinkedHashMap<>();
      ((Map<?, ?>) field(map, "headers"))
          .forEach((name, value) -> headers.put((String) name, (String) value));
      Optional<HttpAnswer> answer =
          map.containsKey("status")
              ? Optional.of(
                  new HttpAnswer(
                      Math.toIntExact((Long) field(map, "status")),
                      List.of(),
                      ((String) field(map, "text")).getBytes(StandardCharsets.UTF_8)))
              : Optional.empty();
      found.put(
          template.id(),
          new Exchange(
              template,
              new ConcreteRequest(
                  template.method(),
                  (String) field(map, "target"),
                  headers,
                  Optional.ofNullable((String) map.get("body"))),
              (Long) field(map, "released"),
              (Long) field(map, "answered"),
              answer,
              Optional.ofNullable((String) map.get("trouble"))));
    }
    return found;
  }

  private static RequestTemplate template(Map<String, RequestTemplate> templates, Object id)
      throws DocumentException {
    RequestTemplate template = templates.get((String) id);
    if (template == null) {
      throw new DocumentException("a run names a request that the scenario does not have");
    }
    return template;
  }

  private static List<?> list(Map<?, ?> map, String key) throws DocumentException {
    return (List<?>) field(map, key);
  }

  private static Object field(Map<?, ?> map, String key) throws DocumentException {
    Object value = map.get(key);
    if (value == null) {
      throw new DocumentException("a run has no `%s`".formatted(key));
    }
    return value;
  }

  /// One line of a journal.
  static String line(Object... namesAndValues) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      tree.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
    }
    return Json.write(tree);
  }
}
