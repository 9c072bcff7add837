package dev.crosstalk.openapi.scenario;

import dev.crosstalk.openapi.request.RequestTemplate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What to send to show a race: set-up in order, then the racing requests together, then the
/// read-back in order, then the clean-up in order. Captured values flow from set-up to everything
/// after it, and from racing requests to read-back and clean-up.
///
/// @param name short, unique in its file, for example `POST /items/{item_id}/purchase twice`
/// @param reason why this may race, one sentence
/// @param score race risk in [0, 100]; only for ranking
/// @param racing at least two
/// @param foreignDataIsLeak true when the racers belong to identities that must not see each
///   other's data
public record ScenarioPlan(
    String name,
    String reason,
    int score,
    List<RequestTemplate> setUp,
    List<RequestTemplate> racing,
    List<RequestTemplate> readBack,
    List<RequestTemplate> cleanUp,
    boolean foreignDataIsLeak) {

  public ScenarioPlan {
    setUp = List.copyOf(setUp);
    racing = List.copyOf(racing);
    readBack = List.copyOf(readBack);
    cleanUp = List.copyOf(cleanUp);
    if (racing.size() < 2) {
      throw new IllegalArgumentException("a scenario races at least two requests");
    }
    List<String> ids =
        Stream.of(setUp, racing, readBack, cleanUp)
            .flatMap(List::stream)
            .map(RequestTemplate::id)
            .toList();
    if (ids.stream().distinct().count() != ids.size()) {
      throw new IllegalArgumentException("request ids repeat in scenario " + name);
    }
  }

  /// The racing operations, each once, as people write them.
  public List<String> operations() {
    return racing.stream()
        .map(RequestTemplate::operation)
        .collect(Collectors.toCollection(java.util.LinkedHashSet::new))
        .stream()
        .toList();
  }
}
