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
  public static final Comparator<Finding> ORDER = Finding::inOrder;

  // Spelled out: the lambdas of Comparator.comparing are serializable, which no AOT cache keeps,
  // and making them when the
  // tool starts takes longer than judging a file.
  private static int inOrder(Finding left, Finding right) {
    int order = compare(left.place(), right.place());
    if (order == 0) {
      order = left.rule().compareTo(right.rule());
    }
    if (order == 0) {
      order = left.message().compareTo(right.message());
    }
    return order != 0 ? order : left.fingerprint().compareTo(right.fingerprint());
  }

  private static int compare(Place left, Place right) {
    if (left instanceof Place.Source one && right instanceof Place.Source other) {
      int order = one.path().compareTo(other.path());
      if (order == 0) {
        order = Integer.compare(one.line(), other.line());
      }
      return order != 0 ? order : Integer.compare(one.column(), other.column());
    }
    if (left instanceof Place.Operation one && right instanceof Place.Operation other) {
      int order = one.pathTemplate().compareTo(other.pathTemplate());
      return order != 0 ? order : one.method().compareTo(other.method());
    }
    if (left instanceof Place.Log one && right instanceof Place.Log other) {
      int order = one.path().compareTo(other.path());
      return order != 0 ? order : Long.compare(one.line(), other.line());
    }
    return Integer.compare(rank(left), rank(right));
  }

  private static int rank(Place place) {
    return switch (place) {
      case Place.Source _ -> 0;
      case Place.Operation _ -> 1;
      case Place.Log _ -> 2;
    };
  }
}
