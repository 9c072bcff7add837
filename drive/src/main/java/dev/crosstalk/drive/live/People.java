package dev.crosstalk.drive.live;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Profiles. The racy update writes its fields one by one and waits between them.
final class People {

  /// A database that is not always equally fast.
  private static final List<Duration> PAUSES =
      List.of(Duration.ofMillis(6), Duration.ofMillis(2), Duration.ofMillis(4));

  private final EventLoop loop;
  private final Map<Long, Map<String, Object>> people = new LinkedHashMap<>();
  private long last;
  private int writes;

  People(EventLoop loop) {
    this.loop = loop;
  }

  CompletableFuture<Reply> add(Map<?, ?> person) {
    return loop.step(() -> {
      Map<String, Object> made = new LinkedHashMap<>();
      made.put("id", ++last);
      made.put("name", String.valueOf(person.get("name")));
      made.put("city", String.valueOf(person.get("city")));
      people.put(last, made);
      return new Reply(201, Map.copyOf(made));
    });
  }

  CompletableFuture<Reply> read(long id) {
    return loop.step(() ->
        people.containsKey(id)
            ? new Reply(200, Map.copyOf(person(id)))
            : Reply.problem(404, "no such person"));
  }

  CompletableFuture<Reply> remove(long id) {
    return loop.step(() ->
        people.remove(id) == null
            ? Reply.problem(404, "no such person")
            : new Reply(200, Map.of("removed", true)));
  }

  CompletableFuture<Reply> update(boolean safe, long id, Map<?, ?> changes) {
    return loop.step(
            () -> {
              if (!safe) {
                put(id, changes, "name");
              }
              return PAUSES.get(writes++ % PAUSES.size());
            })
        .thenCompose(pause ->
            loop.after(
                pause,
                () -> {
                  if (safe) {
                    put(id, changes, "name");
                  }
                  put(id, changes, "city");
                  return people.containsKey(id)
                      ? new Reply(200, Map.of("updated", true))
                      : Reply.problem(404, "no such person");
                }));
  }

  private Map<String, Object> person(long id) {
    return people.getOrDefault(id, new LinkedHashMap<>());
  }

  private void put(long id, Map<?, ?> changes, String field) {
    if (changes.get(field) instanceof String text) {
      person(id).put(field, text);
    }
  }
}
