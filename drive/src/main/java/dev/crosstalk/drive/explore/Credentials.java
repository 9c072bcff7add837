package dev.crosstalk.drive.explore;

import dev.crosstalk.drive.agent.LaneRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Secrets of the identities, so that no token carries them: where one stands in a request, the
/// token has a place `{{identity/kind/name}}` instead, and a replay fills it from the identities.
public final class Credentials {
  private static final int SHORTEST = 3;
  private static final Pattern PLACE = Pattern.compile("\\{\\{([^{}\\s/]+/[a-z]+/[^{}]+)}}");

  /// Nothing secret.
  public static final Credentials NONE = new Credentials(Map.of());

  private final Map<String, String> values;

  /// @param values by place, for example `alice/secret/password`
  Credentials(Map<String, String> values) {
    this.values = new LinkedHashMap<>(values);
  }

  /// True when there is a value for a place such as `alice/login/access_token`.
  public boolean knows(String place) {
    return values.containsKey(place);
  }

  /// These and those of another scenario.
  Credentials and(Credentials other) {
    Map<String, String> all = new LinkedHashMap<>(values);
    all.putAll(other.values);
    return new Credentials(all);
  }

  /// The scenario with every secret replaced by its place.
  Scenario hide(Scenario scenario) {
    List<Map.Entry<String, String>> longestFirst =
        values.entrySet().stream()
            .filter(entry -> entry.getValue().length() >= SHORTEST)
            .sorted(
                Comparator.comparingInt(
                        (Map.Entry<String, String> entry) -> entry.getValue().length())
                    .reversed()
                    .thenComparing(Map.Entry::getKey))
            .toList();
    return mapped(
        scenario,
        text -> {
          String hidden = text;
          for (Map.Entry<String, String> entry : longestFirst) {
            hidden = hidden.replace(entry.getValue(), "{{" + entry.getKey() + "}}");
          }
          return hidden;
        });
  }

  /// The scenario with every place filled; places without a value stay.
  public Scenario reveal(Scenario scenario) {
    return mapped(
        scenario,
        text -> {
          Matcher matcher = PLACE.matcher(text);
          StringBuilder out = new StringBuilder();
          while (matcher.find()) {
            String value = values.getOrDefault(matcher.group(1), matcher.group());
            matcher.appendReplacement(out, Matcher.quoteReplacement(value));
          }
          return matcher.appendTail(out).toString();
        });
  }

  /// Names of the identities whose secrets a scenario needs.
  public static Set<String> needed(Scenario scenario) {
    Set<String> names = new TreeSet<>();
    mapped(
        scenario,
        text -> {
          Matcher matcher = PLACE.matcher(text);
          while (matcher.find()) {
            String place = matcher.group(1);
            names.add(place.substring(0, place.indexOf('/')));
          }
          return text;
        });
    return names;
  }

  private interface Change {
    String apply(String text);
  }

  private static Scenario mapped(Scenario scenario, Change change) {
    return new Scenario(
        scenario.name(),
        scenario.reason(),
        scenario.lanes(),
        requests(scenario.setUp(), change),
        requests(scenario.racing(), change),
        requests(scenario.after(), change));
  }

  private static List<LaneRequest> requests(List<LaneRequest> requests, Change change) {
    List<LaneRequest> out = new ArrayList<>();
    for (LaneRequest request : requests) {
      List<Map.Entry<String, String>> headers = new ArrayList<>();
      request
          .headers()
          .forEach(
              header -> headers.add(Map.entry(header.getKey(), change.apply(header.getValue()))));
      out.add(
          new LaneRequest(
              request.lane(),
              request.method(),
              change.apply(request.target()),
              headers,
              change.apply(request.body())));
    }
    return out;
  }
}
