package dev.crosstalk.rules.liveness;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.Activity;
import dev.crosstalk.python.effects.Activity.Deed;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import dev.crosstalk.rules.way.WayFinding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// CT801: a call holds up the event loop, and with it every other request.
public final class BlockingCallOnLoop {
  private static final RuleId ID = new RuleId("CT801", "blocking-call-on-loop");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.MEDIUM,
          "A call that blocks runs on the event loop; every other request waits for it.",
          true,
          BlockingCallOnLoop::check);

  private BlockingCallOnLoop() {}

  /// A deed with the way to it.
  private record Reached(Deed deed, Activity.Way way) {}

  private static List<Match> check(Program program) {
    Activity activity = program.activity();
    Map<String, List<Reached>> groups = new LinkedHashMap<>();
    for (Deed deed : activity.deeds(Activity.Kind.BLOCKING)) {
      if (!activity.point(deed.point()).thread()) {
        activity
            .way(deed.point())
            .ifPresent(way ->
                groups
                    .computeIfAbsent(group(deed), _ -> new ArrayList<>(2))
                    .add(new Reached(deed, way)));
      }
    }
    List<Match> matches = new ArrayList<>();
    groups.forEach((key, group) -> matches.add(match(key, group, activity)));
    return matches;
  }

  /// One function that waits for one kind of thing is one place to mend; files and sessions of a
  /// database are a habit of a whole module.
  private static String group(Deed deed) {
    boolean habit = deed.detail().equals("file") || deed.detail().equals("database");
    return deed.site().module().path()
        + "\n"
        + (habit ? "" : deed.site().symbol())
        + "\n"
        + deed.detail();
  }

  private static Match match(String key, List<Reached> group, Activity activity) {
    Reached first = group.getFirst();
    for (Reached each : group) {
      if (each.deed().site().node().start() < first.deed().site().node().start()) {
        first = each;
      }
    }
    TreeSet<String> origins = new TreeSet<>();
    TreeSet<Integer> lines = new TreeSet<>();
    for (Reached each : group) {
      origins.addAll(activity.origins(each.deed().point()));
      lines.add(each.deed().site().line());
    }
    Deed deed = first.deed();
    boolean habit = deed.detail().equals("file") || deed.detail().equals("database");
    boolean light = deed.detail().equals("file") || first.way().once();
    String more =
        lines.size() == 1
            ? ""
            : " (and %s more line%s of %s)"
                .formatted(
                    lines.size() - 1,
                    lines.size() == 2 ? "" : "s",
                    habit ? "this module" : "this function");
    String message =
        "`%s`%s %s on the event loop; no other request is served meanwhile%s"
            .formatted(
                shown(deed.subject()),
                more,
                verb(deed.detail()),
                first.way().once() ? " (only until its result is kept)" : "");
    return WayFinding.match(
        ID,
        "blocking:" + key,
        deed.detail() + "\n" + deed.site().text(),
        deed.site(),
        first.way(),
        List.copyOf(origins),
        Optional.empty(),
        new WayFinding.Words(
            light ? Severity.LOW : Severity.MEDIUM, Confidence.HIGH, message, help(deed.detail())));
  }

  private static String shown(String subject) {
    return subject.startsWith("builtins.")
        ? subject.substring("builtins.".length())
        : subject.endsWith(".()") ? subject.substring(0, subject.length() - 3) : subject;
  }

  private static String verb(String family) {
    return switch (family) {
      case "sleep" -> "sleeps";
      case "network", "payment" -> "waits for another system";
      case "process" -> "waits for another process";
      case "database" -> "waits for the database";
      case "model" -> "waits for a model";
      case "thread" -> "waits for another thread";
      case "computing" -> "computes for long";
      default -> "waits for the disk";
    };
  }

  private static String help(String family) {
    return switch (family) {
      case "sleep" -> "Use `await asyncio.sleep(...)`.";
      case "process" ->
          "Use `asyncio.create_subprocess_exec`, or call it through `await"
              + " asyncio.to_thread(...)`.";
      case "database" ->
          "Use the asynchronous driver, or call it through `await asyncio.to_thread(...)`; what it"
              + " shares with other requests then needs a lock (CT207).";
      case "network", "payment", "model" ->
          "Use an asynchronous client, or call it through `await asyncio.to_thread(...)`.";
      default -> "Call it through `await asyncio.to_thread(...)`.";
    };
  }
}
