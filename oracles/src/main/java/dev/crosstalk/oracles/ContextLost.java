package dev.crosstalk.oracles;

import dev.crosstalk.history.Event;
import dev.crosstalk.history.Event.Kind;
import dev.crosstalk.history.History;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A request sets a context variable in one task and then finds it without value in another.
final class ContextLost implements Oracle {
  static final RuleId RULE = new RuleId("CT007", "context-lost");

  @Override
  public Optional<Finding> judge(History history) {
    Map<String, Event> sets = new LinkedHashMap<>();
    for (Event event : history.events()) {
      String key = event.lane() + " " + event.location().orElse("");
      if (event.kind() == Kind.CONTEXT_SET) {
        sets.put(key, event);
      } else if (event.kind() == Kind.CONTEXT_RESET) {
        sets.remove(key);
      } else if (event.kind() == Kind.CONTEXT_MISS || event.kind() == Kind.CONTEXT_GET) {
        Event set = sets.get(key);
        if (set != null && !set.actor().equals(event.actor()) && lost(set, event)) {
          return Optional.of(finding(history, set, event));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean lost(Event set, Event read) {
    return read.kind() == Kind.CONTEXT_MISS || !read.value().equals(set.value());
  }

  private static Finding finding(History history, Event set, Event read) {
    String name = read.location().orElse("the variable");
    String found =
        read.kind() == Kind.CONTEXT_MISS ? "no value" : read.value().orElse("another value");
    return Verdicts.finding(
        RULE,
        Severity.MEDIUM,
        "Request %s sets the context variable `%s` to %s in %s and finds %s in %s."
            .formatted(
                set.lane(),
                name,
                set.value().orElse("a value"),
                set.actor().orElse("one task"),
                found,
                read.actor().orElse("another task")),
        "Set the variable in the task that reads it, for example in the outermost pure ASGI"
            + " middleware, or keep the value on `request.state`.",
        history,
        new SharedUse(history),
        Optional.of(read),
        Optional.of(name),
        Set.of(name));
  }
}
