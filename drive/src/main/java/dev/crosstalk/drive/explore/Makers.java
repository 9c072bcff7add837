package dev.crosstalk.drive.explore;

import dev.crosstalk.openapi.request.RequestTemplate;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Requests that may make what others need though no path says so, for example the account that
/// must be opened before anything is paid in. Which one helps, only a run shows.
final class Makers {
  private static final int MOST = 8;

  private final List<RequestTemplate> templates;

  private Makers(List<RequestTemplate> templates) {
    this.templates = templates;
  }

  /// Every POST that the plans race and that needs nothing itself, once.
  static Makers of(List<ScenarioPlan> plans) {
    Map<String, RequestTemplate> found = new LinkedHashMap<>();
    for (ScenarioPlan plan : plans) {
      RequestTemplate first = plan.racing().getFirst();
      if (first.method().equals("POST")
          && plan.setUp().isEmpty()
          && !first.pathTemplate().contains("{")) {
        found.putIfAbsent(first.operation(), first);
      }
    }
    // What is least of a race is most likely what merely makes something.
    List<RequestTemplate> calmestFirst = new ArrayList<>(found.values()).reversed();
    return new Makers(calmestFirst.stream().limit(MOST).toList());
  }

  /// What to try before the racing requests of a plan.
  List<RequestTemplate> of(ScenarioPlan plan) {
    return templates.stream()
        .filter(maker -> !plan.operations().contains(maker.operation()))
        .toList();
  }

  /// The same request, sent by every identity of a plan's racers.
  static List<RequestTemplate> forEach(RequestTemplate maker, ScenarioPlan plan) {
    List<RequestTemplate> found = new ArrayList<>();
    plan.racing().stream()
        .map(RequestTemplate::identity)
        .distinct()
        .forEach(identity -> found.add(by(maker, identity, "make-" + (found.size() + 1))));
    return found;
  }

  private static RequestTemplate by(RequestTemplate maker, Optional<String> identity, String id) {
    return new RequestTemplate(
        id,
        identity,
        maker.method(),
        maker.pathTemplate(),
        maker.target(),
        maker.headers(),
        maker.body(),
        Map.of());
  }
}
