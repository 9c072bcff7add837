package dev.crosstalk.rules.tasks;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.Activity;
import dev.crosstalk.python.effects.Activity.Deed;
import dev.crosstalk.python.effects.Site;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import dev.crosstalk.rules.way.WayFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// CT502: a POST moves money through a payment library without an idempotency key.
public final class NonIdempotentPost {
  private static final RuleId ID = new RuleId("CT502", "non-idempotent-post");
  private static final String PAYMENT = "payment";

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.MEDIUM,
          "A POST that moves money through a payment library without an idempotency key.",
          true,
          NonIdempotentPost::check);

  private NonIdempotentPost() {}

  private static List<Match> check(Program program) {
    Activity activity = program.activity();
    List<Match> matches = new ArrayList<>();
    Stream.concat(
            activity.deeds(Activity.Kind.BLOCKING).stream(),
            activity.deeds(Activity.Kind.SLOW).stream())
        .filter(deed -> deed.detail().equals(PAYMENT) && movesMoney(deed))
        .forEach(deed -> {
          List<String> posts =
              activity.origins(deed.point()).stream()
                  .filter(origin -> origin.startsWith("POST "))
                  .toList();
          Optional<Activity.Way> way = activity.way(deed.point());
          if (!posts.isEmpty() && way.isPresent() && !isGuarded(way.get(), deed)) {
            matches.add(match(deed, way.get(), posts));
          }
        });
    return matches;
  }

  /// A payment intent alone charges nobody; and what arguments are handed on as a whole is not
  /// known.
  private static boolean movesMoney(Deed deed) {
    if (!(deed.site().node() instanceof PyTree.Call call)) {
      return false;
    }
    boolean known =
        call.arguments().stream()
            .noneMatch(argument ->
                argument.kind() == PyTree.ArgumentKind.DOUBLE_STAR
                    || "options".equals(argument.name()));
    boolean confirms =
        call.arguments().stream()
            .anyMatch(argument ->
                "confirm".equals(argument.name())
                    && argument.value() instanceof PyTree.Constant constant
                    && constant.kind() == PyTree.ConstantKind.TRUE);
    return known && (confirms || !deed.subject().contains(".PaymentIntent."));
  }

  /// A project that speaks of idempotency on the way there has thought of it. Names only silence.
  private static boolean isGuarded(Activity.Way way, Deed deed) {
    return Stream.concat(way.calls().stream(), Stream.of(deed.site()))
        .map(Site::module)
        .distinct()
        .anyMatch(
            module -> module.source().text().toLowerCase(Locale.ROOT).contains("idempotency"));
  }

  private static Match match(Deed deed, Activity.Way way, List<String> posts) {
    return WayFinding.match(
        ID,
        "payment:" + deed.site().key(),
        deed.subject(),
        deed.site(),
        way,
        posts,
        Optional.empty(),
        new WayFinding.Words(
            Severity.MEDIUM,
            Confidence.HIGH,
            "`%s` runs once for each time that the request arrives; a retry or a second click pays again"
                .formatted(deed.subject()),
            "Take an Idempotency-Key from the client and hand it on: idempotency_key=key."));
  }
}
