package dev.crosstalk.rules.liveness;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.Activity;
import dev.crosstalk.python.effects.Activity.Deed;
import dev.crosstalk.python.effects.Activity.Guarded;
import dev.crosstalk.python.effects.Activity.Under;
import dev.crosstalk.python.effects.Site;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import dev.crosstalk.rules.way.UnderFinding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// CT804: a lock that every request needs is held while one of them waits for another system.
public final class SlowCallUnderProcessWideLock {
  private static final RuleId ID = new RuleId("CT804", "slow-call-under-process-wide-lock");
  private static final Set<String> FAMILIES = Set.of("network", "payment", "model");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.MEDIUM,
          "A lock of the whole process is held while a request waits for another system.",
          true,
          SlowCallUnderProcessWideLock::check);

  private SlowCallUnderProcessWideLock() {}

  private static List<Match> check(Program program) {
    Activity activity = program.activity();
    Map<String, Under> byLock = new LinkedHashMap<>();
    Map<String, Set<String>> calls = new HashMap<>();
    for (Under under : activity.under(SlowCallUnderProcessWideLock::isSlow)) {
      Guarded lock = under.hold().what();
      if (lock.single()
          && lock.exclusive()
          && activity.way(under.holder()).filter(way -> !way.once()).isPresent()
          && isAlwaysRun(activity, under)) {
        String section = lock.id() + "\n" + under.hold().taken().key();
        byLock.merge(section, under, UnderFinding::shorter);
        calls.computeIfAbsent(section, _ -> new HashSet<>()).add(under.deed().site().key());
      }
    }
    List<Match> matches = new ArrayList<>();
    byLock.forEach((section, under) -> {
      // several calls in a row, such as a look and a change, may be what the lock is for
      if (calls.getOrDefault(section, Set.of()).size() == 1) {
        matches.add(match(under, activity));
      }
    });
    return matches;
  }

  private static boolean isSlow(Deed deed) {
    return (deed.kind() == Activity.Kind.SLOW || deed.kind() == Activity.Kind.BLOCKING)
        && FAMILIES.contains(deed.detail());
  }

  /// False when a test inside the lock decides whether the call is made: the first request fills
  /// what the others find.
  private static boolean isAlwaysRun(Activity activity, Under under) {
    Optional<FunctionSymbol> holder = activity.point(under.holder()).function();
    if (holder.isEmpty()) {
      return false;
    }
    Site taken = under.hold().taken();
    PyTree call =
        under.between().isEmpty() ? under.deed().site().node() : under.between().getFirst().node();
    boolean inside = false;
    for (PyTree node : Bodies.around(holder.get(), call)) {
      if (node instanceof PyTree.With with && Bodies.contains(with.items(), taken.node())) {
        inside = true;
        if (leavesBefore(with.body(), call)) {
          return false;
        }
      } else if (inside && (node instanceof PyTree.If || node instanceof PyTree.Conditional)) {
        return false;
      }
    }
    return inside
        && !(!under.deed().site().module().path().equals(taken.module().path())
            && isConditional(activity, under));
  }

  private static boolean isConditional(Activity activity, Under under) {
    return activity
        .point(under.deed().point())
        .function()
        .map(function ->
            Bodies.around(function, under.deed().site().node()).stream()
                .anyMatch(PyTree.If.class::isInstance))
        .orElse(false);
  }

  private static boolean leavesBefore(List<PyTree.Stmt> body, PyTree call) {
    for (PyTree.Stmt statement : body) {
      if (statement.start() >= call.start()) {
        return false;
      }
      if (statement instanceof PyTree.If branch
          && Bodies.any(branch.body(), node -> node instanceof PyTree.Return)) {
        return true;
      }
    }
    return false;
  }

  private static Match match(Under under, Activity activity) {
    Guarded lock = under.hold().what();
    return UnderFinding.match(
        ID,
        "slow:" + lock.id(),
        lock.display() + "\n" + under.deed().site().text(),
        under,
        activity,
        Optional.of(new Evidence.SharedLocation(lock.display(), lock.type(), Optional.empty())),
        new UnderFinding.Words(
            Severity.MEDIUM,
            Confidence.HIGH,
            "`%s`, one lock for all requests, is held while this waits for %s; requests are served one after the other"
                .formatted(
                    lock.display(),
                    under.deed().detail().equals("model") ? "a model" : "another system"),
            "Wait first and take the lock only to store the result, or use one lock for each"
                + " key."));
  }
}
