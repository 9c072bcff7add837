package dev.crosstalk.drive.explore;

import dev.crosstalk.drive.agent.LaneRequest;
import dev.crosstalk.model.Interleaving.Lane;
import java.util.List;

/// Requests to race, ready to be carried into the application.
///
/// @param name as in the plan
/// @param lanes who they are; the ids are those of `racing`
/// @param setUp sent first, one by one
/// @param racing at least two
/// @param after sent last, one by one, to look at the result
public record Scenario(
    String name,
    String reason,
    List<Lane> lanes,
    List<LaneRequest> setUp,
    List<LaneRequest> racing,
    List<LaneRequest> after) {

  public Scenario {
    lanes = List.copyOf(lanes);
    setUp = List.copyOf(setUp);
    racing = List.copyOf(racing);
    after = List.copyOf(after);
    if (racing.size() < 2 || !lanes.stream().map(Lane::id).toList().equals(ids(racing))) {
      throw new IllegalArgumentException("a scenario races at least two requests, one a lane");
    }
  }

  /// Ids of the racing lanes.
  public List<String> laneIds() {
    return ids(racing);
  }

  private static List<String> ids(List<LaneRequest> requests) {
    return requests.stream().map(LaneRequest::lane).toList();
  }
}
