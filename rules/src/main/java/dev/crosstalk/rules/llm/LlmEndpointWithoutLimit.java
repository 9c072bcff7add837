package dev.crosstalk.rules.llm;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.model.SourceText;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.Activity;
import dev.crosstalk.python.effects.Activity.Deed;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import dev.crosstalk.rules.way.WayFinding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// CT602: as many calls of a model at once as there are requests.
public final class LlmEndpointWithoutLimit {
  private static final RuleId ID = new RuleId("CT602", "llm-endpoint-without-limit");
  private static final List<String> LIMITERS =
      List.of("slowapi", "limiter", "ratelimit", "rate_limit", "throttl", "semaphore", "pyrate");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.LOW,
          "A model is called once for each request, with nothing that limits how many run at once.",
          true,
          LlmEndpointWithoutLimit::check);

  private LlmEndpointWithoutLimit() {}

  /// One finding for the whole service: a limit is set up once.
  private static List<Match> check(Program program) {
    Activity activity = program.activity();
    Set<String> held = new HashSet<>();
    for (Activity.Under each : activity.under(LlmEndpointWithoutLimit::isModel)) {
      held.add(each.deed().site().key());
    }
    List<Deed> open = new ArrayList<>();
    for (Activity.Kind kind : List.of(Activity.Kind.SLOW, Activity.Kind.BLOCKING)) {
      for (Deed deed : activity.deeds(kind)) {
        if (isModel(deed)
            && !held.contains(deed.site().key())
            && activity.way(deed.point()).isPresent()) {
          open.add(deed);
        }
      }
    }
    if (open.isEmpty() || hasLimiter(program)) {
      return List.of();
    }
    TreeSet<String> origins = new TreeSet<>();
    open.forEach(deed -> origins.addAll(activity.origins(deed.point())));
    Deed first = open.stream().min(Comparator.comparing(deed -> deed.site().key())).orElseThrow();
    String others = open.size() == 1 ? "" : "; so do %s other places".formatted(open.size() - 1);
    return List.of(
        WayFinding.match(
            ID,
            "limit",
            "limit",
            first.site(),
            activity.way(first.point()).orElseThrow(),
            List.copyOf(origins),
            Optional.empty(),
            new WayFinding.Words(
                Severity.LOW,
                Confidence.MEDIUM,
                "every request may call the model here at the same time, and nothing in the service"
                    + " limits how many or how often"
                    + others,
                "Limit the rate for each caller, and hold an asyncio.Semaphore around the call.")));
  }

  private static boolean isModel(Deed deed) {
    return deed.detail().equals("model");
  }

  /// A limiter anywhere in the service may stand before the route: no finding then.
  private static boolean hasLimiter(Program program) {
    for (String path : program.files()) {
      Optional<SourceText> source = program.sources().apply(path);
      String text = source.map(SourceText::text).orElse("").toLowerCase(Locale.ROOT);
      if (LIMITERS.stream().anyMatch(text::contains)) {
        return true;
      }
    }
    return false;
  }
}
