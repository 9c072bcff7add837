package dev.crosstalk.rules.liveness;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.Activity;
import dev.crosstalk.python.effects.Activity.Deed;
import dev.crosstalk.python.effects.Activity.Guarded;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.names.Names;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.syntax.PyWalk;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import dev.crosstalk.rules.way.WayFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// CT803: `acquire()` whose `release()` an exception or a cancellation skips.
public final class LockNotReleasedOnException {
  private static final RuleId ID = new RuleId("CT803", "lock-not-released-on-exception");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.HIGH,
          "An exception or a cancellation between acquire and release leaves the lock taken.",
          true,
          LockNotReleasedOnException::check);

  private LockNotReleasedOnException() {}

  private static List<Match> check(Program program) {
    Activity activity = program.activity();
    List<Match> matches = new ArrayList<>();
    for (Deed deed : activity.deeds(Activity.Kind.TAKE)) {
      Optional<FunctionSymbol> function = activity.point(deed.point()).function();
      Optional<Activity.Way> way = activity.way(deed.point());
      if (deed.subject().equals("acquire")
          && function.isPresent()
          && way.isPresent()
          && deed.site().node() instanceof PyTree.Call call
          && leaks(function.get(), call)) {
        matches.add(match(deed, way.get(), activity));
      }
    }
    return matches;
  }

  private static boolean leaks(FunctionSymbol function, PyTree.Call acquire) {
    String lock = receiver(acquire);
    if (lock.isEmpty()) {
      return false;
    }
    List<PyTree> releases = new ArrayList<>();
    boolean[] safe = new boolean[1];
    PyWalk.walk(
        function.definition(),
        node -> {
          if (isRelease(node, lock) && node.start() > acquire.start()) {
            releases.add(node);
          }
          if (node instanceof PyTree.Try attempt && attempt.end() > acquire.start()) {
            boolean always = Bodies.any(attempt.finalBody(), each -> isRelease(each, lock));
            boolean onError =
                attempt.handlers().stream()
                    .anyMatch(handler -> Bodies.any(handler.body(), each -> isRelease(each, lock)));
            safe[0] |= always || onError;
          }
        });
    if (safe[0] || releases.isEmpty()) {
      return false; // without any release here the lock is handed over to somebody else
    }
    int first = releases.stream().mapToInt(PyTree::start).min().orElseThrow();
    boolean[] mayFail = new boolean[1];
    PyWalk.walk(
        function.definition(),
        node -> {
          boolean between = node.start() >= acquire.end() && node.end() <= first;
          mayFail[0] |=
              between
                  && (node instanceof PyTree.Call
                      || node instanceof PyTree.Await
                      || node instanceof PyTree.Raise
                      || node instanceof PyTree.With);
        });
    return mayFail[0];
  }

  private static boolean isRelease(PyTree node, String lock) {
    return node instanceof PyTree.Call call
        && call.function() instanceof PyTree.Attribute method
        && method.name().equals("release")
        && Names.dotted(method.value()).equals(lock);
  }

  private static String receiver(PyTree.Call acquire) {
    return acquire.function() instanceof PyTree.Attribute method
        ? Names.dotted(method.value())
        : "";
  }

  private static Match match(Deed deed, Activity.Way way, Activity activity) {
    Guarded lock = deed.guarded().orElseThrow();
    return WayFinding.match(
        ID,
        "leak:" + deed.site().key(),
        lock.display(),
        deed.site(),
        way,
        activity.origins(deed.point()),
        Optional.of(new Evidence.SharedLocation(lock.display(), lock.type(), Optional.empty())),
        new WayFinding.Words(
            lock.single() ? Severity.HIGH : Severity.MEDIUM,
            Confidence.HIGH,
            "`%s` is given back only when nothing fails after this line; an exception or a cancellation leaves it taken for ever"
                .formatted(lock.display()),
            "Write `async with lock:` (or `with`), or release it in `finally`."));
  }
}
