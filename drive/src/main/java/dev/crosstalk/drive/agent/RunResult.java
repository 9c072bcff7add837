package dev.crosstalk.drive.agent;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What one schedule gave.
///
/// @param detail why it ended as it did, when there is more to say
/// @param stuck where lanes wait, after a deadlock
/// @param decisions every answer to a choice; the same list replays the run
/// @param unused decisions asked for that no choice needed
/// @param escapes what happened outside control, with counts
/// @param threads worker threads that the requests used
/// @param left lanes with work that went on after the last response
/// @param gone lanes whose client left before the response was complete
/// @param listened lanes whose request asked whether the client is still there
/// @param refused hosts that the application tried to reach
/// @param warm true when the process had run something before
public record RunResult(
    Status status,
    Optional<String> detail,
    List<Stuck> stuck,
    List<Response> responses,
    List<Response> setUp,
    List<String> decisions,
    int unused,
    Map<String, String> escapes,
    int threads,
    List<String> left,
    List<String> gone,
    List<String> listened,
    List<Step> schedule,
    List<TraceEvent> timeline,
    Map<String, String> state,
    List<String> refused,
    boolean warm) {

  /// How a run ended; `docs/protocol.md` says more.
  public enum Status {
    OK,
    DEADLOCK,
    STALLED,
    DIVERGED,
    MAXSTEPS,
    TIMEOUT,
    ERROR
  }

  /// Where a lane waits.
  public record Stuck(String lane, Optional<String> file, int line) {}

  /// A response, or how the request failed.
  ///
  /// @param body as UTF-8, with replacement characters where it is none
  public record Response(
      String lane,
      OptionalInt status,
      List<Map.Entry<String, String>> headers,
      String body,
      Optional<String> error) {

    public Response {
      headers = List.copyOf(headers);
    }
  }

  /// One transition.
  public record Step(
      String key, String kind, List<String> enabled, boolean visible, List<Access> accesses) {}

  /// One access of a transition, by names that hold between runs.
  public record Access(String operation, String object, String key, String lane) {
    /// True unless it only reads.
    public boolean writes() {
      return operation.equals("W") || operation.equals("C");
    }

    /// True for memory and database; context variables belong to one task.
    public boolean shared() {
      return !operation.startsWith("CV");
    }
  }

  /// One event of the evidence.
  public record TraceEvent(
      String lane,
      String operation,
      Optional<String> location,
      Optional<String> value,
      Optional<String> file,
      int line,
      boolean shared,
      Optional<String> thread,
      int task) {}

  static RunResult of(Tree tree) {
    Status status = Status.valueOf(tree.requiredText("status").toUpperCase(java.util.Locale.ROOT));
    Object detail = tree.get("detail").orElse("");
    return new RunResult(
        status,
        detail instanceof String text && !text.isEmpty() ? Optional.of(text) : describe(detail),
        detail instanceof List<?> ? tree.list("detail", node -> stuck(Tree.of(node))) : List.of(),
        tree.list("responses", node -> response(Tree.of(node))),
        tree.list("setup", node -> response(Tree.of(node))),
        tree.texts("decisions"),
        tree.number("unused", 0),
        tree.textMap("escapes"),
        tree.number("threads", 0),
        tree.texts("left"),
        tree.texts("gone"),
        tree.texts("listened"),
        tree.list("schedule", node -> step(Tree.of(node))),
        tree.list("timeline", node -> event(Tree.of(node))),
        tree.textMap("state"),
        tree.texts("refused"),
        tree.get("warm").map(node -> Tree.of(node).number("run", 1) > 1).orElse(false));
  }

  private static Optional<String> describe(Object detail) {
    return detail instanceof Map<?, ?> map
        ? Optional.of(
            "choice %s wants %s, enabled are %s"
                .formatted(map.get("n"), map.get("want"), map.get("have")))
        : Optional.empty();
  }

  private static Stuck stuck(Tree tree) {
    return new Stuck(tree.requiredText("lane"), tree.text("file"), tree.number("line", 0));
  }

  private static Response response(Tree tree) {
    int status = tree.number("status", -1);
    return new Response(
        tree.requiredText("k"),
        status < 0 ? OptionalInt.empty() : OptionalInt.of(status),
        tree.list(
            "headers",
            pair ->
                pair instanceof List<?> two && two.size() == 2
                    ? Map.entry(two.get(0).toString(), two.get(1).toString())
                    : Map.entry("", "")),
        new String(
            Base64.getDecoder().decode(tree.text("body_b64").orElse("")), StandardCharsets.UTF_8),
        tree.text("exc"));
  }

  private static Step step(Tree tree) {
    return new Step(
        tree.requiredText("k"),
        tree.requiredText("kind"),
        tree.texts("en"),
        tree.flag("vis"),
        tree.list("acc", RunResult::access));
  }

  private static Access access(Object node) {
    if (node instanceof List<?> four && four.size() == 4) {
      return new Access(
          four.get(0).toString(),
          four.get(1).toString(),
          four.get(2).toString(),
          four.get(3).toString());
    }
    throw new Tree.ProtocolException("an access has four parts");
  }

  private static TraceEvent event(Tree tree) {
    return new TraceEvent(
        tree.requiredText("k"),
        tree.requiredText("op"),
        tree.text("loc"),
        tree.text("value"),
        tree.text("file"),
        tree.number("line", 0),
        tree.flag("shared"),
        tree.text("thread"),
        tree.number("task", 0));
  }
}
