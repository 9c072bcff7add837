package dev.crosstalk.rules.liveness;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.Activity;
import dev.crosstalk.python.effects.Site;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.names.Names;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.syntax.PyWalk;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import dev.crosstalk.rules.way.WayFinding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// CT805: a loop that catches its own cancellation and goes on.
public final class CancellationSwallowed {
  private static final RuleId ID = new RuleId("CT805", "cancellation-swallowed");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.MEDIUM,
          "A loop catches its own cancellation and goes on: nobody can end it any more.",
          true,
          CancellationSwallowed::check);

  private CancellationSwallowed() {}

  private static List<Match> check(Program program) {
    Activity activity = program.activity();
    List<Match> matches = new ArrayList<>();
    Set<FunctionSymbol> seen = new HashSet<>();
    for (int i = 0; i < activity.size(); i++) {
      Optional<FunctionSymbol> function = activity.point(i).function();
      if (function.isPresent()
          && function.get().async()
          && !activity.point(i).thread()
          && seen.add(function.get())) {
        Optional<Activity.Way> way = activity.way(i);
        if (way.isPresent() && !cancelsOthers(function.get())) {
          loops(function.get(), way.get(), activity.origins(i), matches);
        }
      }
    }
    return matches;
  }

  /// `task.cancel()` followed by waiting for the task: the cancellation that is caught is
  /// another's.
  private static boolean cancelsOthers(FunctionSymbol function) {
    return Bodies.any(
        function.definition().body(),
        node ->
            node instanceof PyTree.Call call && Names.lastName(call.function()).equals("cancel"));
  }

  private static void loops(
      FunctionSymbol function, Activity.Way way, List<String> origins, List<Match> matches) {
    for (PyTree.Stmt statement : function.definition().body()) {
      PyWalk.walkOwn(
          statement,
          node -> {
            if (node instanceof PyTree.While loop && !isPutOff(loop, function)) {
              for (PyTree.Stmt inner : loop.body()) {
                if (inner instanceof PyTree.Try attempt) {
                  handlers(attempt, function, way, origins, matches);
                }
              }
            }
          });
    }
  }

  /// `while not task.done():`, and what was caught is raised behind it: the cancellation waits for
  /// the task, and then goes on.
  private static boolean isPutOff(PyTree.While loop, FunctionSymbol function) {
    boolean waits =
        Bodies.any(
            List.of(loop.test()),
            node ->
                node instanceof PyTree.Call call
                    && call.function() instanceof PyTree.Attribute method
                    && method.name().equals("done"));
    return waits
        && Bodies.any(
            function.definition().body(),
            node -> node instanceof PyTree.Raise && node.start() > loop.end());
  }

  private static void handlers(
      PyTree.Try attempt,
      FunctionSymbol function,
      Activity.Way way,
      List<String> origins,
      List<Match> matches) {
    if (!Bodies.any(attempt.body(), CancellationSwallowed::suspends)) {
      return;
    }
    for (PyTree.ExceptHandler handler : attempt.handlers()) {
      String caught = caught(handler);
      if (caught.isEmpty()) {
        continue;
      }
      if (!Bodies.any(
          handler.body(),
          node ->
              node instanceof PyTree.Raise
                  || node instanceof PyTree.Return
                  || node instanceof PyTree.Break)) {
        matches.add(match(handler, caught, function, way, origins));
      }
      return; // the first handler that matches has it
    }
  }

  private static boolean suspends(PyTree node) {
    return node instanceof PyTree.Await
        || (node instanceof PyTree.For loop && loop.async())
        || (node instanceof PyTree.With with && with.async());
  }

  private static String caught(PyTree.ExceptHandler handler) {
    if (handler.type() == null) {
      return "except:";
    }
    List<PyTree.Expr> types =
        handler.type() instanceof PyTree.TupleDisplay tuple
            ? tuple.elements()
            : List.of(handler.type());
    for (PyTree.Expr type : types) {
      String name = Names.lastName(type);
      if (name.equals("BaseException") || name.equals("CancelledError")) {
        return "except " + name;
      }
    }
    return "";
  }

  private static Match match(
      PyTree.ExceptHandler handler,
      String caught,
      FunctionSymbol function,
      Activity.Way way,
      List<String> origins) {
    Site site = new Site(function.module(), handler, function.dottedName());
    return WayFinding.match(
        ID,
        "cancel:" + site.key(),
        caught,
        site,
        way,
        origins,
        Optional.empty(),
        new WayFinding.Words(
            Severity.MEDIUM,
            Confidence.HIGH,
            "`%s` catches the cancellation of this task, and the loop goes on; a client that is gone, a timeout and a shutdown cannot end it"
                .formatted(caught),
            "Raise it again: `except asyncio.CancelledError: raise` before the broad handler, or"
                + " catch Exception."));
  }
}
