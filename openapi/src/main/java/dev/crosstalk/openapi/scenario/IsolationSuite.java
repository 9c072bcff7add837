package dev.crosstalk.openapi.scenario;

import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Toml;
import dev.crosstalk.openapi.identity.Identity;
import dev.crosstalk.openapi.request.RequestTables;
import dev.crosstalk.openapi.request.RequestTemplate;
import dev.crosstalk.openapi.sample.SampleData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which routes must keep which identities apart, as TOML that people review: a head with the
/// identities, then one scenario for each route. Credentials are not in it.
///
/// @param rounds races a scenario
/// @param tenants by name of the identity
public record IsolationSuite(int rounds, Map<String, String> tenants, List<ScenarioPlan> plans) {
  private static final int MOST_ROUNDS = 1_000;

  public IsolationSuite {
    tenants = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(tenants));
    plans = List.copyOf(plans);
  }

  /// The plans that must keep identities apart.
  public static IsolationSuite of(int rounds, List<Identity> identities, List<ScenarioPlan> plans) {
    Map<String, String> tenants = new LinkedHashMap<>();
    identities.forEach(identity -> tenants.put(identity.name(), identity.tenant().orElse("")));
    return new IsolationSuite(
        rounds, tenants, plans.stream().filter(ScenarioPlan::foreignDataIsLeak).toList());
  }

  /// Reads the text of a file.
  ///
  /// @throws DocumentException with one line that says what is wrong
  public static IsolationSuite parse(String toml) throws DocumentException {
    Map<String, Object> root = Toml.parse(toml);
    RequestTables.refuseUnknown(root, Set.of("suite", "scenario"), "the suite");
    Map<String, Object> head = RequestTables.table(root.getOrDefault("suite", Map.of()), "[suite]");
    RequestTables.refuseUnknown(head, Set.of("rounds", "identities"), "[suite]");
    int rounds = head.get("rounds") instanceof Long number ? Math.clamp(number, 1, MOST_ROUNDS) : 6;
    List<ScenarioPlan> plans = ScenarioFile.scenarios(root);
    for (ScenarioPlan plan : plans) {
      if (!plan.foreignDataIsLeak()) {
        throw new DocumentException(
            "scenario `%s` has no `isolated = true`, so it tests no isolation"
                .formatted(plan.name()));
      }
    }
    return new IsolationSuite(
        rounds, RequestTables.texts(head.get("identities"), "[suite], identities"), plans);
  }

  /// The text of a file. Comments tell the canaries of each route.
  public String write() {
    StringBuilder out =
        new StringBuilder(
            """
            # Isolation tests: on these routes no identity may ever see what belongs to another.
            # Review the routes, the identities and their canaries; remove what does not apply.
            # Credentials stay in the identities file. Run: crosstalk isolation-tests run FILE URL

            [suite]
            """);
    out.append("rounds = ").append(rounds).append('\n');
    out.append("identities = { ");
    List<String> names = new ArrayList<>();
    tenants.forEach((name, tenant) -> names.add(Toml.quoteKey(name) + " = " + Toml.quote(tenant)));
    out.append(String.join(", ", names)).append(" }\n\n");
    for (ScenarioPlan plan : plans) {
      for (RequestTemplate request : plan.racing()) {
        out.append(
            "# %s as %s: %s\n"
                .formatted(
                    request.operation().replaceAll("\\p{Cntrl}", " "),
                    request.identity().orElse("nobody").replaceAll("\\p{Cntrl}", " "),
                    canaries(request)));
      }
      out.append(ScenarioFile.write(List.of(plan)));
    }
    return out.toString();
  }

  private static String canaries(RequestTemplate request) {
    Set<String> found = new TreeSet<>();
    var matcher = SampleData.CANARY.matcher(RequestTables.write("", request));
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found.isEmpty()
        ? "no canary of its own; what alone only its answers hold stands for one"
        : "canaries " + String.join(", ", found);
  }
}
