package dev.crosstalk.openapi.scenario;

import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Toml;
import dev.crosstalk.openapi.request.RequestTables;
import dev.crosstalk.openapi.request.RequestTemplate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Scenarios as TOML, for people to write and to review. What is written reads back equal.
public final class ScenarioFile {
  private static final Set<String> KEYS =
      Set.of("name", "reason", "score", "isolated", "set-up", "race", "read-back", "clean-up");

  private ScenarioFile() {}

  /// Reads the text of a file.
  ///
  /// @throws DocumentException with one line that names the scenario and the trouble
  public static List<ScenarioPlan> parse(String toml) throws DocumentException {
    Map<String, Object> root = Toml.parse(toml);
    RequestTables.refuseUnknown(root, Set.of("scenario", "invariant"), "the scenario file");
    return scenarios(root);
  }

  static List<ScenarioPlan> scenarios(Map<String, Object> root) throws DocumentException {
    if (!(root.get("scenario") instanceof List<?> tables)) {
      throw new DocumentException("a scenario file holds [[scenario]] tables");
    }
    List<ScenarioPlan> plans = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Object entry : tables) {
      ScenarioPlan plan = scenario(RequestTables.table(entry, "scenario"));
      if (!names.add(plan.name())) {
        throw new DocumentException("scenario `%s` is given twice".formatted(plan.name()));
      }
      plans.add(plan);
    }
    return plans;
  }

  private static ScenarioPlan scenario(Map<String, Object> table) throws DocumentException {
    String name = RequestTables.text(table, "name", "scenario");
    String where = "scenario `%s`".formatted(name);
    RequestTables.refuseUnknown(table, KEYS, where);
    String reason =
        table.containsKey("reason") ? RequestTables.text(table, "reason", where) : "given by hand";
    int score = table.get("score") instanceof Long number ? Math.clamp(number, 0, 100) : 100;
    List<RequestTemplate> racing = requests(table, "race", where);
    if (racing.size() < 2) {
      throw new DocumentException(where + ": at least two [[scenario.race]] requests are needed");
    }
    try {
      return new ScenarioPlan(
          name,
          reason,
          score,
          requests(table, "set-up", where),
          racing,
          requests(table, "read-back", where),
          requests(table, "clean-up", where),
          Boolean.TRUE.equals(table.get("isolated")));
    } catch (IllegalArgumentException bad) {
      throw new DocumentException(where + ": two requests have the same `id`", bad);
    }
  }

  private static List<RequestTemplate> requests(Map<String, Object> table, String key, String where)
      throws DocumentException {
    List<RequestTemplate> found = new ArrayList<>();
    Object given = table.getOrDefault(key, List.of());
    if (!(given instanceof List<?> list)) {
      throw new DocumentException("%s: write [[scenario.%s]]".formatted(where, key));
    }
    for (Object entry : list) {
      found.add(
          RequestTables.request(
              RequestTables.table(entry, where),
              "%s-%d".formatted(key, found.size() + 1),
              "%s, %s %d".formatted(where, key, found.size() + 1)));
    }
    return found;
  }

  /// The text of a file with these scenarios.
  public static String write(List<ScenarioPlan> plans) {
    StringBuilder out = new StringBuilder();
    for (ScenarioPlan plan : plans) {
      out.append("[[scenario]]\n");
      out.append("name = ").append(Toml.quote(plan.name())).append('\n');
      out.append("reason = ").append(Toml.quote(plan.reason())).append('\n');
      out.append("score = ").append(plan.score()).append('\n');
      out.append("isolated = ").append(plan.foreignDataIsLeak()).append("\n\n");
      write(out, "set-up", plan.setUp());
      write(out, "race", plan.racing());
      write(out, "read-back", plan.readBack());
      write(out, "clean-up", plan.cleanUp());
    }
    return out.toString();
  }

  private static void write(StringBuilder out, String part, List<RequestTemplate> requests) {
    for (RequestTemplate request : requests) {
      out.append(RequestTables.write("[[scenario.%s]]".formatted(part), request)).append('\n');
    }
  }
}
