package dev.crosstalk.drive.agent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One schedule to execute.
///
/// @param decisions answers to the first choices
/// @param seed of the random policy for the choices after them; without it the policy stays with
///   the last choice
/// @param park answers them instead by holding one request at a place
/// @param watch locations on which requests conflict; absent when all may
/// @param warm may run in a process that is used again; what it shows is a candidate
public record RunRequest(
    Mode mode,
    List<LaneRequest> requests,
    List<LaneRequest> setUp,
    List<LaneRequest> after,
    List<String> order,
    List<String> decisions,
    Optional<Long> seed,
    Optional<Park> park,
    boolean merge,
    Optional<List<Location>> watch,
    boolean evidence,
    boolean warm,
    Limits limits) {

  public RunRequest {
    requests = List.copyOf(requests);
    setUp = List.copyOf(setUp);
    after = List.copyOf(after);
    order = List.copyOf(order);
    decisions = List.copyOf(decisions);
    watch = watch.map(List::copyOf);
  }

  /// Requests one after the other, after `setUp`, with nothing else asked for.
  public static RunRequest serial(List<LaneRequest> requests, List<LaneRequest> setUp) {
    return new RunRequest(
        Mode.SERIAL,
        requests,
        setUp,
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        false,
        false,
        Limits.DEFAULT);
  }

  /// How requests interleave; `docs/protocol.md` says what each mode means.
  public enum Mode {
    SERIAL,
    STRICT,
    RELAXED
  }

  /// A line of the application's source.
  ///
  /// @param file absolute path
  public record Spot(String file, int line) {}

  /// One request is held once it has been at one of the places, until the others cannot go on.
  public record Park(String lane, List<Spot> spots) {
    public Park {
      spots = List.copyOf(spots);
    }
  }

  /// A part of an object, by name.
  public record Location(String object, String key) {}

  /// Bounds of one run.
  ///
  /// @param steps most steps
  /// @param wallMillis longest time
  /// @param graceMillis longest wait for one answer from outside
  /// @param ioMillis longest wait when nothing else can happen
  public record Limits(int steps, int wallMillis, int graceMillis, int ioMillis) {
    public static final Limits DEFAULT = new Limits(5_000, 30_000, 150, 5_000);
  }

  Map<String, Object> toTree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("mode", mode.name().toLowerCase(Locale.ROOT));
    tree.put("requests", requests.stream().map(LaneRequest::toTree).toList());
    tree.put("setup", setUp.stream().map(LaneRequest::toTree).toList());
    tree.put("after", after.stream().map(LaneRequest::toTree).toList());
    tree.put("order", order);
    tree.put("decisions", decisions);
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("name", seed.isPresent() ? "random" : "first");
    policy.put("seed", seed.orElse(0L));
    park.ifPresent(held -> {
      policy.put("name", "park");
      policy.put("lane", held.lane());
      policy.put(
          "at", held.spots().stream().map(spot -> List.of(spot.file(), spot.line())).toList());
    });
    tree.put("policy", policy);
    tree.put("merge", merge);
    tree.put("warm", warm);
    watch.ifPresent(locations ->
        tree.put(
            "watch", locations.stream().map(one -> List.of(one.object(), one.key())).toList()));
    Map<String, Object> want = new LinkedHashMap<>();
    want.put("access", evidence ? "evidence" : "ids");
    want.put("schedule", true);
    want.put("state", true);
    tree.put("want", want);
    Map<String, Object> bounds = new LinkedHashMap<>();
    bounds.put("steps", limits.steps());
    bounds.put("wall_ms", limits.wallMillis());
    bounds.put("grace_ms", limits.graceMillis());
    bounds.put("io_ms", limits.ioMillis());
    tree.put("limits", bounds);
    return tree;
  }
}
