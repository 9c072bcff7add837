package dev.crosstalk.rules.liveness;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.Activity;
import dev.crosstalk.python.effects.Activity.Guarded;
import dev.crosstalk.python.effects.Activity.Under;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import dev.crosstalk.rules.way.UnderFinding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// CT802: locks that are taken again while held, or two locks in opposite orders.
public final class LockOrderDeadlock {
  private static final RuleId ID = new RuleId("CT802", "lock-order-deadlock");
  private static final Set<String> REENTRANT =
      Set.of(
          "threading.RLock", "threading.Condition", "multiprocessing.RLock", "filelock.FileLock");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.HIGH,
          "A lock is taken again while it is held, or two locks in opposite orders.",
          true,
          LockOrderDeadlock::check);

  private LockOrderDeadlock() {}

  private static List<Match> check(Program program) {
    Activity activity = program.activity();
    List<Under> nested = activity.under(deed -> deed.kind() == Activity.Kind.TAKE);
    List<Match> matches = new ArrayList<>();
    Map<String, Under> again = new LinkedHashMap<>();
    Map<String, Under> orders = new LinkedHashMap<>();
    for (Under under : nested) {
      Guarded outer = under.hold().what();
      Guarded inner = under.deed().guarded().orElseThrow();
      if (!outer.exclusive() || !inner.exclusive() || !outer.single() || !inner.single()) {
        continue;
      }
      if (!outer.id().equals(inner.id())) {
        orders.putIfAbsent(outer.id() + "\n" + inner.id(), under);
      } else if (!REENTRANT.contains(outer.type()) && !isOptional(activity, under)) {
        again.merge(outer.id() + "\n" + under.deed().site().key(), under, UnderFinding::shorter);
      }
    }
    for (Under under : again.values()) {
      matches.add(again(under, activity));
    }
    orders.forEach((key, under) -> {
      Guarded outer = under.hold().what();
      Guarded inner = under.deed().guarded().orElseThrow();
      Under reverse = orders.get(inner.id() + "\n" + outer.id());
      if (reverse != null && outer.id().compareTo(inner.id()) < 0) {
        matches.add(opposite(under, reverse, activity));
      }
    });
    return matches;
  }

  private static boolean isOptional(Activity activity, Under under) {
    return activity
        .point(under.deed().point())
        .function()
        .map(function -> Bodies.dependsOnCaller(function, under.deed().site().node()))
        .orElse(false);
  }

  private static Match again(Under under, Activity activity) {
    Guarded lock = under.hold().what();
    // a function that comes back to its own `with` does so under a condition, which the lock's
    // holder may have made false
    boolean recursive = under.hold().taken().key().equals(under.deed().site().key());
    return UnderFinding.match(
        ID,
        "again:" + lock.id(),
        lock.display() + "\nagain",
        under,
        activity,
        Optional.of(new Evidence.SharedLocation(lock.display(), lock.type(), Optional.empty())),
        new UnderFinding.Words(
            recursive ? Severity.MEDIUM : Severity.HIGH,
            recursive ? Confidence.LOW : Confidence.HIGH,
            "`%s` is taken here while the caller holds it since line %s; %s lets nobody in twice, so this request waits for itself and all others with it"
                .formatted(lock.display(), under.hold().taken().line(), lock.type()),
            "Split the function: one that takes the lock, and one that expects it to be held."));
  }

  private static Match opposite(Under under, Under reverse, Activity activity) {
    Guarded outer = under.hold().what();
    Guarded inner = under.deed().guarded().orElseThrow();
    return UnderFinding.match(
        ID,
        "order:" + outer.id() + "\n" + inner.id(),
        outer.display() + "\n" + inner.display(),
        under,
        activity,
        Optional.of(
            new Evidence.SharedLocation(
                outer.display() + ", " + inner.display(), outer.type(), Optional.empty())),
        new UnderFinding.Words(
            Severity.HIGH,
            Confidence.MEDIUM,
            "`%s` is taken here while `%s` is held; %s:%s takes them the other way round, and two such requests wait for each other for ever"
                .formatted(
                    inner.display(),
                    outer.display(),
                    reverse.deed().site().module().path(),
                    reverse.deed().site().line()),
            "Take the two locks in one order everywhere, or use one lock."));
  }
}
