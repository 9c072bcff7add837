package dev.crosstalk.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One defect, stated once however many routes reach it.
///
/// @param message one sentence that names the shared location and what goes wrong
/// @param fingerprint stable while the code only moves; 16 lower-case hex digits
/// @param origins entry points that reach it, for example `GET /reports/{report_id}`, sorted
/// @param help what to do about it, one or two sentences
/// @param confirms fingerprints of static findings that this one confirms
/// @param replay token that replays the interleaving, for findings of a run
public record Finding(
    RuleId rule,
    Severity severity,
    Confidence confidence,
    Verdict verdict,
    String message,
    Place place,
    String fingerprint,
    Evidence evidence,
    List<String> origins,
    String help,
    List<String> confirms,
    Optional<String> replay) {

  public Finding {
    origins = List.copyOf(origins);
    confirms = List.copyOf(confirms);
  }

  /// The order of every report: place, then rule, then message. Total, so output is reproducible.
  public static final Comparator<Finding> ORDER =
      Comparator.comparing((Finding finding) -> sortKey(finding.place()))
          .thenComparing(Finding::rule)
          .thenComparing(Finding::message)
          .thenComparing(Finding::fingerprint);

  private static String sortKey(Place place) {
    return switch (place) {
      case Place.Source source ->
          "0 %s %09d %09d".formatted(source.path(), source.line(), source.column());
      case Place.Operation operation ->
          "1 %s %s".formatted(operation.pathTemplate(), operation.method());
      case Place.Log log -> "2 %s %012d".formatted(log.path(), log.line());
    };
  }
}
