package dev.crosstalk.drive.explore;

import dev.crosstalk.drive.agent.AgentException;
import dev.crosstalk.drive.agent.LaneRequest;
import dev.crosstalk.drive.agent.RunRequest;
import dev.crosstalk.drive.agent.RunResult;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Json;
import dev.crosstalk.openapi.request.Filling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds values that a service accepts when it refuses all made-up ones: the keys of its own
/// containers. A document says that a field is text; only the running service knows `lamp`.
/// Credentials are never guessed.
final class Hints {
  private static final Pattern KEY = Pattern.compile("\\['([^'\\\\]{1,60})'\\]|\\[(\\d{1,9})\\]");
  private static final Set<String> NEVER =
      Set.of("content-type", "authorization", "cookie", "host", "accept");
  private static final int MOST_KEYS = 24;
  private static final int MOST_PAIRS = 20;
  private static final int MOST_RUNS = 200;
  private static final char BETWEEN = '\n';

  private final Runner.Executor executor;
  private final List<LaneRequest> setUp;
  private final Deadline deadline;
  private int runs;

  Hints(Runner.Executor executor, List<LaneRequest> setUp, Deadline deadline) {
    this.deadline = deadline;
    this.executor = executor;
    this.setUp = setUp;
  }

  /// A place for a value in a request.
  private interface Slot {
    /// The request with `value` there; empty when it has no such place.
    Optional<LaneRequest> put(LaneRequest request, String value);
  }

  /// The requests with values that the service accepts, one key for each, different ones where it
  /// accepts different ones and `distinct` asks for that.
  ///
  /// @return the same requests when the service accepts one already, or when no key helps
  List<LaneRequest> improve(List<LaneRequest> racing, boolean distinct) throws AgentException {
    RunResult first = run(racing);
    if (first.responses().isEmpty()
        || first.responses().stream().anyMatch(response -> accepted(response))) {
      return racing;
    }
    List<String> keys = keys(first.state());
    List<Slot> slots = slots(racing.getFirst());
    for (Slot slot : slots) {
      Optional<List<LaneRequest>> improved = improve(racing, distinct, slot, keys);
      if (improved.isPresent()) {
        return improved.get();
      }
    }
    // Two places may need a key each: from here to there.
    for (int i = 0; i < slots.size(); i++) {
      for (int j = i + 1; j < slots.size(); j++) {
        Slot both = both(slots.get(i), slots.get(j));
        Optional<List<LaneRequest>> improved = improve(racing, false, both, pairs(keys));
        if (improved.isPresent()) {
          return improved.get();
        }
      }
    }
    return racing;
  }

  private Optional<List<LaneRequest>> improve(
      List<LaneRequest> racing, boolean distinct, Slot slot, List<String> keys)
      throws AgentException {
    List<LaneRequest> improved = new ArrayList<>();
    Set<String> used = new LinkedHashSet<>();
    for (LaneRequest request : racing) {
      List<String> order = new ArrayList<>(keys);
      if (distinct) {
        order.removeAll(used);
        order.addAll(used);
      } else {
        // What one request was let through with, the next ones most likely need as well.
        order.removeAll(used);
        order.addAll(0, used);
      }
      Optional<String> key = firstAccepted(slot, request, order);
      if (key.isEmpty()) {
        return Optional.empty();
      }
      used.add(key.get());
      improved.add(slot.put(request, key.get()).orElse(request));
    }
    return Optional.of(improved);
  }

  private static List<String> pairs(List<String> keys) {
    List<String> found = new ArrayList<>();
    for (String one : keys) {
      for (String other : keys) {
        if (!one.equals(other) && found.size() < MOST_PAIRS) {
          found.add(one + BETWEEN + other);
        }
      }
    }
    return found;
  }

  private static Slot both(Slot first, Slot second) {
    return (request, pair) -> {
      int middle = pair.indexOf(BETWEEN);
      return first
          .put(request, pair.substring(0, middle))
          .flatMap(half -> second.put(half, pair.substring(middle + 1)));
    };
  }

  private Optional<String> firstAccepted(Slot slot, LaneRequest request, List<String> keys)
      throws AgentException {
    for (String key : keys) {
      Optional<LaneRequest> changed = slot.put(request, key);
      if (changed.isPresent() && runs < MOST_RUNS && !deadline.over()) {
        List<RunResult.Response> responses = run(List.of(changed.get())).responses();
        if (!responses.isEmpty() && accepted(responses.getFirst())) {
          return Optional.of(key);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean accepted(RunResult.Response response) {
    return response.error().isEmpty() && response.status().orElse(500) < 400;
  }

  private RunResult run(List<LaneRequest> requests) throws AgentException {
    runs++;
    return executor.run(RunRequest.serial(requests, setUp));
  }

  private static List<String> keys(Map<String, String> state) {
    Set<String> found = new LinkedHashSet<>();
    for (String path : state.keySet()) {
      Matcher matcher = KEY.matcher(path);
      while (matcher.find() && found.size() < MOST_KEYS) {
        found.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
      }
    }
    return List.copyOf(found);
  }

  private static List<Slot> slots(LaneRequest request) {
    List<Slot> slots = new ArrayList<>();
    String path = request.target().split("\\?", 2)[0];
    String[] segments = path.split("/", -1);
    for (int i = segments.length - 1; i >= 1; i--) {
      int index = i;
      slots.add((one, value) -> segment(one, index, value));
    }
    for (Map.Entry<String, String> header : request.headers()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (!NEVER.contains(name)) {
        slots.add((one, value) -> header(one, name, value));
      }
    }
    tree(request.body())
        .ifPresent(map ->
            map.forEach((name, value) -> {
              if (value instanceof String) {
                slots.add((one, text) -> field(one, name.toString(), text));
              }
            }));
    return slots;
  }

  private static Optional<LaneRequest> segment(LaneRequest request, int index, String value) {
    String[] halves = request.target().split("\\?", 2);
    String[] segments = halves[0].split("/", -1);
    if (index >= segments.length) {
      return Optional.empty();
    }
    segments[index] = Filling.encode(value);
    String target = String.join("/", segments) + (halves.length > 1 ? "?" + halves[1] : "");
    return Optional.of(with(request, target, request.headers(), request.body()));
  }

  private static Optional<LaneRequest> header(LaneRequest request, String name, String value) {
    if (!value.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
      return Optional.empty();
    }
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    request
        .headers()
        .forEach(header ->
            headers.add(
                header.getKey().toLowerCase(Locale.ROOT).equals(name)
                    ? Map.entry(header.getKey(), value)
                    : header));
    return Optional.of(with(request, request.target(), headers, request.body()));
  }

  private static Optional<LaneRequest> field(LaneRequest request, String name, String value) {
    return tree(request.body())
        .map(map -> {
          Map<Object, Object> changed = new LinkedHashMap<>(map);
          changed.put(name, value);
          return with(request, request.target(), request.headers(), Json.write(changed));
        });
  }

  private static Optional<Map<?, ?>> tree(String body) {
    try {
      return body.isEmpty() || !(Json.parse(body) instanceof Map<?, ?> map)
          ? Optional.empty()
          : Optional.of(map);
    } catch (DocumentException noJson) {
      return Optional.empty();
    }
  }

  private static LaneRequest with(
      LaneRequest request, String target, List<Map.Entry<String, String>> headers, String body) {
    return new LaneRequest(request.lane(), request.method(), target, headers, body);
  }
}
