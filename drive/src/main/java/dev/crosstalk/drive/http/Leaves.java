package dev.crosstalk.drive.http;

import dev.crosstalk.openapi.document.Json;
import dev.crosstalk.openapi.invariant.Invariant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a run showed, as values by place: the status and body of each racing answer, and what the
/// read-back says. Tokens, times and captured names are made comparable between runs.
final class Leaves {
  private static final int MAX_LEAVES = 5_000;
  private static final int MAX_DEPTH = 40;
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(:\\d{2})?.{0,16}");

  private static final Pattern INDEX = Pattern.compile("/\\d+(?=/|$)");

  /// What lists call their elements.
  private static final List<String> NAMES = List.of("/id", "/_id", "/uuid");

  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,30}\\.\\d{1,20}");

  private final RunRecord run;
  private final boolean fresh;
  private final SortedMap<String, Object> found = new TreeMap<>();

  private Leaves(RunRecord run, boolean fresh) {
    this.run = run;
    this.fresh = fresh;
  }

  /// @param fresh true when each run starts from the same state; else the read-back is taken as the
  ///   change against the read-back before
  static SortedMap<String, Object> of(RunRecord run, boolean fresh) {
    return new Leaves(run, fresh).collect();
  }

  private SortedMap<String, Object> collect() {
    run.racing().forEach((id, exchange) -> addAnswer("answer " + id, exchange));
    run.after()
        .forEach((id, exchange) -> {
          if (Invariant.isRead(id)) {
            return; // judged by what it must show, not by what it shows one after the other
          }
          Exchange before = run.before().get(id);
          if (fresh || before == null) {
            addAnswer("state " + id, exchange);
          } else {
            addChange("state " + id, before, exchange);
          }
        });
    return found;
  }

  private void addAnswer(String place, Exchange exchange) {
    found.put(place + " status", (long) exchange.status());
    found.putAll(bodyOf(place, exchange));
  }

  private SequencedMap<String, Object> bodyOf(String place, Exchange exchange) {
    SequencedMap<String, Object> leaves = new LinkedHashMap<>();
    exchange
        .answer()
        .ifPresent(answer ->
            answer
                .json()
                .ifPresentOrElse(
                    tree -> flatten(tree, place + " ", "", leaves, 0),
                    () -> {
                      String text = answer.text();
                      if (!text.isEmpty() && text.length() <= 2_000) {
                        leaves.put(place + " text", comparable("", text));
                      }
                    }));
    return leaves;
  }

  private void flatten(
      Object node, String place, String name, Map<String, Object> leaves, int depth) {
    if (leaves.size() >= MAX_LEAVES || depth > MAX_DEPTH) {
      return;
    }
    switch (node) {
      case Map<?, ?> map ->
          map.forEach((key, value) ->
              flatten(
                  value,
                  place + "/" + Json.escape(key.toString()),
                  key.toString(),
                  leaves,
                  depth + 1));
      case List<?> list -> {
        leaves.put(place + "/#", (long) list.size());
        for (int i = 0; i < list.size(); i++) {
          flatten(list.get(i), place + "/" + i, name, leaves, depth + 1);
        }
      }
      default -> leaves.put(place, comparable(name, node));
    }
  }

  /// Captured names stand for themselves, times are all one, tokens come in their common variant.
  private Object comparable(String name, Object value) {
    if (namesThing(name)) {
      for (Map.Entry<String, Object> captured : run.values().entrySet()) {
        if (!captured.getKey().equals("run")
            && captured.getValue().toString().equals(value.toString())) {
          return "${" + captured.getKey() + "}";
        }
      }
    }
    return switch (value) {
      case String text when TIME.matcher(text).matches() -> "(time)";
      // pydantic writes a Decimal as text; 1.5 and 1.50 are one number.
      case String text when DECIMAL.matcher(text).matches() ->
          new BigDecimal(text).stripTrailingZeros();
      case String text -> Tokens.common(text);
      case Double number when Math.abs(number * 1_000 - System.currentTimeMillis()) < 1e9 ->
          "(time)";
      default -> value;
    };
  }

  private static boolean namesThing(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith("id") || lower.endsWith("uuid") || lower.endsWith("key");
  }

  /// True for a place in a list whose element is not the one that stood there before: a list
  /// without an order of its own comes back in another one when something in it is written.
  private static boolean isOfAnotherThing(
      String key, Map<String, Object> old, Map<String, Object> now) {
    Matcher index = INDEX.matcher(key);
    while (index.find()) {
      String list = key.substring(0, index.start());
      String element = key.substring(0, index.end());
      boolean named = false;
      for (String name : NAMES) {
        Object was = old.get(element + name);
        Object is = now.get(element + name);
        if (was != null && is != null) {
          if (!was.equals(is)) {
            return true;
          }
          named = true;
        }
      }
      boolean grew = !Objects.equals(old.get(list + "/#"), now.get(list + "/#"));
      if (grew && !named) {
        return true;
      }
    }
    return false;
  }

  private void addChange(String place, Exchange before, Exchange after) {
    if (before.status() != after.status()) {
      found.put(place + " status", before.status() + " then " + after.status());
    }
    SequencedMap<String, Object> old = bodyOf(place, before);
    SequencedMap<String, Object> now = bodyOf(place, after);
    List<String> keys = new ArrayList<>(old.keySet());
    now.keySet().stream().filter(key -> !old.containsKey(key)).forEach(keys::add);
    for (String key : keys) {
      Object was = old.get(key);
      Object is = now.get(key);
      if (is == null || is.equals(was) || isOfAnotherThing(key, old, now)) {
        continue;
      }
      if (was instanceof Long from && is instanceof Long to) {
        found.put(key, "%+d".formatted(to - from));
      } else if (was instanceof BigDecimal from && is instanceof BigDecimal to) {
        BigDecimal change = to.subtract(from);
        found.put(key, (change.signum() < 0 ? "" : "+") + change.toPlainString());
      } else if (was instanceof Number from && is instanceof Number to) {
        found.put(key, "%+.6f".formatted(to.doubleValue() - from.doubleValue()));
      } else if (!key.matches(".*/\\d+(/.*)?")) {
        // An element of a list that grew says nothing by itself; its length is told apart.
        found.put(key, is);
      }
    }
  }
}
