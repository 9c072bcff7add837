package dev.crosstalk.drive.explore;

import dev.crosstalk.drive.agent.RunResult;
import dev.crosstalk.history.Answer;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What a run comes to, as far as runs can be compared.
///
/// @param answers one a request
/// @param state shared memory at the end, by path
record Outcome(boolean deadlock, List<Answer> answers, Map<String, String> state) {
  private static final int MAX_PARTS = 2_000;
  private static final int MAX_TEXT = 4_000;
  private static final Set<String> FREE_HEADERS =
      Set.of("date", "server", "content-length", "etag", "last-modified", "x-process-time");
  // A moment differs from run to run even when two runs happen within one tick of its clock.
  private static final Pattern MOMENT =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?([+-]\\d{2}:?\\d{2}|Z)?"
              + "|1[6-9]\\d{8}(\\.\\d+)?|1[6-9]\\d{11}");

  Outcome {
    answers = List.copyOf(answers);
    state = Map.copyOf(state);
  }

  static Outcome of(RunResult result) {
    return new Outcome(
        result.status() == RunResult.Status.DEADLOCK,
        result.responses().stream().map(Outcome::answer).toList(),
        moments(result.state()));
  }

  private static Map<String, String> moments(Map<String, String> state) {
    Map<String, String> out = new LinkedHashMap<>();
    state.forEach((path, value) -> out.put(path, still(value)));
    return out;
  }

  private static Answer answer(RunResult.Response response) {
    Map<String, String> parts = new LinkedHashMap<>();
    response
        .headers()
        .forEach(header -> {
          String name = header.getKey().toLowerCase(Locale.ROOT);
          if (!FREE_HEADERS.contains(name)) {
            parts.merge("header " + name, still(header.getValue()), (a, b) -> a + ", " + b);
          }
        });
    if (!response.body().isEmpty()) {
      try {
        Json.leaves(Json.parse(response.body()), MAX_PARTS)
            .forEach((pointer, value) -> parts.put(pointer, still(value)));
      } catch (DocumentException noJson) {
        String text = response.body();
        parts.put("", text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT));
      }
    }
    return new Answer(response.lane(), response.status(), parts, response.error());
  }

  private static String still(String value) {
    String bare =
        value.length() > 1 && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            ? value.substring(1, value.length() - 1)
            : value;
    return bare.length() < 40 && MOMENT.matcher(bare).matches() ? "<a moment>" : value;
  }

  /// Without the parts that `noise` names.
  Outcome without(Set<String> noise) {
    if (noise.isEmpty()) {
      return this;
    }
    Map<String, String> quiet = new LinkedHashMap<>(state);
    quiet.keySet().removeIf(path -> noise.contains("state " + path));
    return new Outcome(
        deadlock,
        answers.stream()
            .map(answer -> {
              Map<String, String> parts = new LinkedHashMap<>(answer.parts());
              parts.keySet().removeIf(part -> noise.contains(answer.lane() + " " + part));
              return new Answer(answer.lane(), answer.status(), parts, answer.error());
            })
            .toList(),
        quiet);
  }

  /// Parts in which two runs of one and the same schedule differ.
  static Set<String> noise(Outcome one, Outcome other) {
    Set<String> found = new java.util.TreeSet<>();
    difference("state ", one.state, other.state, found);
    for (int i = 0; i < Math.min(one.answers.size(), other.answers.size()); i++) {
      String lane = one.answers.get(i).lane() + " ";
      difference(lane, one.answers.get(i).parts(), other.answers.get(i).parts(), found);
    }
    return found;
  }

  private static void difference(
      String prefix, Map<String, String> one, Map<String, String> other, Set<String> found) {
    Set<String> keys = new java.util.HashSet<>(one.keySet());
    keys.addAll(other.keySet());
    for (String key : keys) {
      if (!java.util.Objects.equals(one.get(key), other.get(key))) {
        found.add(prefix + key);
      }
    }
  }
}
