package dev.crosstalk.rules.tasks;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.Activity;
import dev.crosstalk.python.effects.Activity.Deed;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.syntax.PyWalk;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import dev.crosstalk.rules.way.WayFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// CT501: a task that nobody keeps may be collected before it is done, and its error is lost.
public final class TaskReferenceDropped {
  private static final RuleId ID = new RuleId("CT501", "task-reference-dropped");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.LOW,
          "A task is started and nobody keeps it: it may vanish half-way, and its error is lost.",
          true,
          TaskReferenceDropped::check);

  private TaskReferenceDropped() {}

  private static List<Match> check(Program program) {
    Activity activity = program.activity();
    List<Match> matches = new ArrayList<>();
    for (Deed deed : activity.deeds(Activity.Kind.TASK_STARTED)) {
      Optional<Activity.Way> way = activity.way(deed.point());
      if (way.isPresent() && (deed.detail().equals("dropped") || isUnused(activity, deed))) {
        matches.add(match(deed, way.get(), activity));
      }
    }
    return matches;
  }

  /// True when the task is bound to a local name that is used nowhere.
  private static boolean isUnused(Activity activity, Deed deed) {
    Optional<FunctionSymbol> function = activity.point(deed.point()).function();
    if (function.isEmpty() || !function.get().module().path().equals(deed.site().module().path())) {
      return false;
    }
    PyTree.FunctionDef definition = function.get().definition();
    String[] bound = new String[1];
    PyWalk.walk(
        definition,
        node -> {
          if (node instanceof PyTree.Assign assign
              && assign.value().id() == deed.site().node().id()
              && assign.targets().size() == 1
              && assign.targets().getFirst() instanceof PyTree.Name name) {
            bound[0] = name.name();
          }
        });
    if (bound[0] == null || !function.get().locals().local().contains(bound[0])) {
      return false;
    }
    int[] uses = new int[1];
    PyWalk.walk(
        definition,
        node -> {
          if (node instanceof PyTree.Name name && name.name().equals(bound[0])) {
            uses[0]++;
          }
        });
    return uses[0] == 1;
  }

  private static Match match(Deed deed, Activity.Way way, Activity activity) {
    return WayFinding.match(
        ID,
        "task:" + deed.site().key(),
        deed.site().text(),
        deed.site(),
        way,
        activity.origins(deed.point()),
        Optional.empty(),
        new WayFinding.Words(
            Severity.LOW,
            Confidence.HIGH,
            "the task of `%s` is kept by nobody; the loop alone may drop it before it is done"
                .formatted(deed.site().text()),
            "Keep it until it is done: `tasks.add(task)` with"
                + " `task.add_done_callback(tasks.discard)`, or start it in an"
                + " asyncio.TaskGroup."));
  }
}
