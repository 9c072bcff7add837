package dev.crosstalk.drive.explore;

import dev.crosstalk.drive.agent.AgentException;
import dev.crosstalk.drive.agent.AgentLink;
import dev.crosstalk.drive.agent.LaneRequest;
import dev.crosstalk.drive.agent.Target;
import dev.crosstalk.model.Interleaving.Lane;
import dev.crosstalk.oracles.OracleCatalog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The applications beside the tests, one agent each, and how to explore them.
final class Apps implements AutoCloseable {
  private final Map<String, AgentLink> links = new HashMap<>();

  static Target target(String app) {
    return new Target(
        System.getProperty("crosstalk.python", "python3"),
        app,
        Path.of("src/test/python").toAbsolutePath(),
        List.of(),
        List.of(),
        0);
  }

  /// Requests as `POST /path`, `GET /path name=value` with headers, `then GET /path` to look last.
  static Scenario scenario(String... requests) {
    List<LaneRequest> racing = new ArrayList<>();
    List<Lane> lanes = new ArrayList<>();
    List<LaneRequest> after = new ArrayList<>();
    for (String text : requests) {
      List<String> words = new ArrayList<>(List.of(text.split(" ", -1)));
      boolean last = words.getFirst().equals("then") && words.removeFirst() != null;
      String id = last ? "Z" + (after.size() + 1) : String.valueOf((char) ('A' + racing.size()));
      List<Map.Entry<String, String>> headers = new ArrayList<>();
      for (String word : words.subList(2, words.size())) {
        int equals = word.indexOf('=');
        headers.add(Map.entry(word.substring(0, equals), word.substring(equals + 1)));
      }
      (last ? after : racing).add(new LaneRequest(id, words.get(0), words.get(1), headers, ""));
      if (!last) {
        lanes.add(
            new Lane(id, "Request " + id, words.get(0) + " " + words.get(1), Optional.empty()));
      }
    }
    return new Scenario(String.join(", ", requests), "a test", lanes, List.of(), racing, after);
  }

  AgentLink link(String app) throws AgentException {
    AgentLink link = links.get(app);
    if (link == null) {
      link = AgentLink.start(target(app));
      links.put(app, link);
    }
    return link;
  }

  Explorer explorer(String app) throws AgentException {
    return new Explorer(link(app), target(app), OracleCatalog::judge);
  }

  Exploration explore(String app, String... requests) throws AgentException {
    return explorer(app).explore(scenario(requests), Deadline.in(Duration.ofMinutes(2)));
  }

  @Override
  public void close() {
    links.values().forEach(AgentLink::close);
  }
}
