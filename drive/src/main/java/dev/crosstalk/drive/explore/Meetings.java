package dev.crosstalk.drive.explore;

import dev.crosstalk.drive.agent.AgentException;
import dev.crosstalk.drive.agent.AgentLink;
import dev.crosstalk.drive.agent.LaneRequest;
import dev.crosstalk.drive.agent.RunRequest.Limits;
import dev.crosstalk.drive.agent.RunRequest.Location;
import dev.crosstalk.drive.agent.RunResult;
import dev.crosstalk.drive.explore.Preparer.Prepared;
import dev.crosstalk.drive.strategies.Conflicts;
import dev.crosstalk.model.Interleaving.Lane;
import dev.crosstalk.openapi.invariant.Invariant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Pairs of different requests that meet at shared places: what a document cannot tell, one run of
/// both shows. Two changes are worth a race when they touch one place; a look and a change when the
/// look takes in two places at least, so that it may see half of the change.
public final class Meetings {
  private static final int MOST_REQUESTS = 14;
  private static final int MOST_PAIRS = 10;

  private final Runner.Executor executor;
  private final List<Candidate> candidates = new ArrayList<>();
  private final Set<String> known = new HashSet<>();

  public Meetings(AgentLink link) {
    this.executor = link::run;
  }

  private record Candidate(LaneRequest request, Lane lane, Prepared of) {
    boolean looks() {
      return request.method().equals("GET") || request.method().equals("HEAD");
    }

    String name() {
      return lane.origin();
    }
  }

  /// Notes a prepared scenario; its requests may meet those of others.
  public void add(Prepared prepared) {
    Scenario scenario = prepared.scenario();
    List<String> origins = scenario.lanes().stream().map(Lane::origin).sorted().toList();
    known.add(String.join(" against ", origins));
    candidate(scenario.racing().getFirst(), scenario.lanes().getFirst(), prepared);
    for (LaneRequest look : scenario.after()) {
      String path = look.target().split("\\?", 2)[0];
      candidate(
          look,
          new Lane(look.lane(), "Request", look.method() + " " + path, Optional.empty()),
          prepared);
    }
  }

  private void candidate(LaneRequest request, Lane lane, Prepared prepared) {
    if (candidates.size() < MOST_REQUESTS
        && candidates.stream().noneMatch(one -> one.name().equals(lane.origin()))) {
      candidates.add(new Candidate(request, lane, prepared));
    }
  }

  /// Scenarios of those that meet, two changes first.
  ///
  /// @throws AgentException when the agent goes away
  public List<Prepared> pairs(Deadline deadline) throws AgentException {
    List<Prepared> changes = new ArrayList<>();
    List<Prepared> looks = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      for (int j = i + 1; j < candidates.size() && !deadline.over(); j++) {
        Candidate one = candidates.get(i);
        Candidate other = candidates.get(j);
        boolean look = one.looks() || other.looks();
        if (one.looks() && other.looks()) {
          continue;
        }
        Optional<Prepared> both = together(one, other);
        if (both.isPresent() && meet(both.get().scenario()) >= (look ? 2 : 1)) {
          (look ? looks : changes).add(both.get());
        }
      }
    }
    changes.addAll(looks);
    return changes.subList(0, Math.min(MOST_PAIRS, changes.size()));
  }

  /// Both in one scenario; nothing when one set-up does not serve both.
  private Optional<Prepared> together(Candidate one, Candidate other) {
    Scenario first = one.of().scenario();
    Scenario second = other.of().scenario();
    List<String> origins = Stream.of(one.name(), other.name()).sorted().toList();
    if (known.contains(String.join(" against ", origins))) {
      return Optional.empty();
    }
    List<LaneRequest> setUp =
        first.setUp().size() >= second.setUp().size() ? first.setUp() : second.setUp();
    List<LaneRequest> shorter =
        first.setUp().size() >= second.setUp().size() ? second.setUp() : first.setUp();
    if (!setUp.subList(0, shorter.size()).equals(shorter)) {
      return Optional.empty();
    }
    List<LaneRequest> after = new ArrayList<>();
    for (LaneRequest look :
        Stream.concat(first.after().stream(), second.after().stream()).toList()) {
      LaneRequest named = Invariant.isRead(look.lane()) ? look : look.as("Z" + (after.size() + 1));
      if (after.stream().noneMatch(known -> known.as("Z").equals(look.as("Z")))) {
        after.add(named);
      }
    }
    return Optional.of(
        new Prepared(
            new Scenario(
                one.name() + " against " + other.name(),
                "one run of both shows that they meet at a shared place",
                List.of(lane("A", one), lane("B", other)),
                setUp,
                List.of(one.request().as("A"), other.request().as("B")),
                after),
            one.of().credentials().and(other.of().credentials())));
  }

  private static Lane lane(String id, Candidate candidate) {
    return new Lane(id, "Request " + id, candidate.lane().origin(), candidate.lane().identity());
  }

  /// At how many places the requests conflict when they run one after the other.
  private int meet(Scenario scenario) throws AgentException {
    Runner runner = new Runner(executor, scenario, Limits.DEFAULT);
    Set<Location> places = new HashSet<>();
    for (List<String> order : SerialOracle.orders(scenario.laneIds())) {
      RunResult result = runner.serial(order, false);
      if (result.status() != RunResult.Status.OK || refused(result)) {
        continue;
      }
      places.addAll(Conflicts.of(result.schedule()));
    }
    return places.size();
  }

  private static boolean refused(RunResult result) {
    return result.responses().stream()
        .limit(2)
        .allMatch(answer -> answer.status().orElse(500) >= 400);
  }
}
