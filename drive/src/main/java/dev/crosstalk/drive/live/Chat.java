package dev.crosstalk.drive.live;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/// Conversations with an emulated model. The racy one keeps the prompt where every conversation
/// writes it and takes as many as come; the repaired one takes so many at once.
final class Chat {
  private static final int MOST_AT_ONCE = 8;

  private final AtomicInteger running = new AtomicInteger();
  private final EventLoop loop;
  private final Duration pause;
  private final Map<String, String> prompt = new LinkedHashMap<>();
  private final Map<String, String> answers = new LinkedHashMap<>();

  Chat(EventLoop loop, Duration pause) {
    this.loop = loop;
    this.pause = pause;
  }

  CompletableFuture<Reply> say(boolean safe, String session, Map<?, ?> sent) {
    if (safe && running.incrementAndGet() > MOST_AT_ONCE) {
      running.decrementAndGet();
      return CompletableFuture.completedFuture(Reply.problem(429, "too many prompts at once"));
    }
    String message = String.valueOf(sent.get("message"));
    String place = safe ? session : "current";
    return loop.step(() -> prompt.put(place, message))
        .thenCompose(_ ->
            loop.after(
                pause,
                () -> {
                  String reply = "You said: " + (safe ? message : prompt.get(place));
                  answers.put(session, reply);
                  return new Reply(200, Map.of("session", session, "reply", reply));
                }))
        .whenComplete((_, _) -> running.addAndGet(safe ? -1 : 0));
  }

  CompletableFuture<Reply> last(String session) {
    return loop.step(() ->
        new Reply(200, Map.of("session", session, "reply", answers.getOrDefault(session, ""))));
  }
}
