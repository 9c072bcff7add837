package dev.crosstalk.oracles;

import dev.crosstalk.history.Event;
import dev.crosstalk.history.History;
import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Interleaving;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.model.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Puts findings together; what an execution showed is confirmed by that.
final class Verdicts {
  private Verdicts() {}

  /// @param decisive the event at which it goes wrong, when there is one in the source
  /// @param location the place that the fault is about; without one the operations stand for it
  static Finding finding(
      RuleId rule,
      Severity severity,
      String message,
      String help,
      History history,
      SharedUse use,
      Optional<Event> decisive,
      Optional<String> location,
      Set<String> shown) {
    List<String> origins =
        history.lanes().stream().map(Interleaving.Lane::origin).distinct().sorted().toList();
    Optional<Place> source = decisive.flatMap(Verdicts::source);
    String about = location.orElse(String.join(" and ", origins));
    return new Finding(
        rule,
        severity,
        Confidence.HIGH,
        Verdict.CONFIRMED,
        message,
        source.orElseGet(() -> operation(origins.getFirst())),
        fingerprint(rule, source, about),
        new Evidence.Race(
            new Evidence.SharedLocation(about, kind(about, location), Optional.empty()),
            Picture.of(history, use, shown)),
        origins,
        help,
        List.of(),
        Optional.empty());
  }

  private static String kind(String about, Optional<String> location) {
    if (location.isEmpty()) {
      return "operations";
    }
    return about.startsWith("table ")
        ? "database table"
        : about.endsWith("]") ? "container item" : "attribute";
  }

  private static Optional<Place> source(Event event) {
    if (event.path().isEmpty() || event.line().isEmpty()) {
      return Optional.empty();
    }
    int line = event.line().getAsInt();
    int width = event.text().map(String::length).orElse(0);
    return Optional.of(
        new Place.Source(event.path().get(), line, 1, line, 1 + width, symbol(event)));
  }

  private static String symbol(Event event) {
    String path = event.path().orElse("");
    return path.endsWith(".py") ? path.substring(0, path.length() - 3).replace('/', '.') : path;
  }

  private static Place operation(String origin) {
    int space = origin.indexOf(' ');
    String method = space < 0 ? origin : origin.substring(0, space);
    String path = space < 0 ? "/" : origin.substring(space + 1);
    String pointer =
        "/paths/%s/%s"
            .formatted(
                path.replace("~", "~0").replace("/", "~1"),
                method.toLowerCase(java.util.Locale.ROOT));
    return new Place.Operation(method, path, pointer);
  }

  private static String fingerprint(RuleId rule, Optional<Place> place, String about) {
    String file =
        place.map(one -> one instanceof Place.Source source ? source.path() : "").orElse("");
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((rule.code() + "\n" + file + "\n" + about).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
