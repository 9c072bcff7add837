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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The applications beside the tests, and how to explore them.
final class Apps {
  private Apps() {}

  static Target target(String app) {
    return new Target(
        System.getProperty("crosstalk.python", "python3"),
        app,
        Path.of("src/test/python").toAbsolutePath(),
        List.of(),
        0);
  }

  /// A request as `POST /path` or `GET /path x-tenant=acme`.
  static Scenario scenario(String... requests) {
    List<LaneRequest> racing = new ArrayList<>();
    List<Lane> lanes = new ArrayList<>();
    List<LaneRequest> after = new ArrayList<>();
    for (String text : requests) {
      String[] words = text.split(" ");
      boolean last = words[0].equals("then");
      int at = last ? 1 : 0;
      String id = last ? "Z" + (after.size() + 1) : String.valueOf((char) ('A' + racing.size()));
      List<Map.Entry<String, String>> headers = new ArrayList<>();
      for (int i = at + 2; i < words.length; i++) {
        String[] pair = words[i].split("=", 2);
        headers.add(Map.entry(pair[0], pair[1]));
      }
      (last ? after : racing).add(new LaneRequest(id, words[at], words[at + 1], headers, ""));
      if (!last) {
        lanes.add(new Lane(id, "Request " + id, words[at] + " " + words[at + 1], Optional.empty()));
      }
    }
    return new Scenario(String.join(", ", requests), "a test", lanes, List.of(), racing, after);
  }

  static Exploration explore(String app, String... requests) throws AgentException {
    Target target = target(app);
    try (AgentLink link = AgentLink.start(target)) {
      return new Explorer(link, target, OracleCatalog::judge)
          .explore(scenario(requests), Deadline.in(Duration.ofSeconds(60)));
    }
  }
}
