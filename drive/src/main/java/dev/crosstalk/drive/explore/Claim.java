package dev.crosstalk.drive.explore;

import java.util.List;

/// What a search may say about its scenario. Made only here, so that nothing that escaped control
/// can be called exhausted.
public final class Claim {

  /// The honest verdicts, and that a finding ended the search.
  public enum Kind {
    /// Something was found and confirmed; the search stopped.
    FOUND,
    /// Every schedule of the space was tried or equals a tried one, and nothing was found.
    EXHAUSTED,
    /// Nothing was found, and the reasons say why that proves nothing.
    INCONCLUSIVE,
    /// The search itself failed.
    FAILED
  }

  private final Kind kind;
  private final String text;
  private final List<String> reasons;

  private Claim(Kind kind, String text, List<String> reasons) {
    this.kind = kind;
    this.text = text;
    this.reasons = List.copyOf(reasons);
  }

  /// A finding ended the search.
  static Claim found(int schedules) {
    return new Claim(
        Kind.FOUND, "found; the search stopped after %s".formatted(count(schedules)), List.of());
  }

  /// The search came to its end, with everything under control or not.
  ///
  /// @param finished true when the strategy tried its whole space
  /// @param searched schedules of that strategy
  /// @param schedules all schedules, samples included
  /// @param reasons what escaped control, and limits that were reached
  static Claim ended(
      boolean finished, String mode, int searched, int schedules, List<String> reasons) {
    if (finished && reasons.isEmpty()) {
      String sampled =
          schedules > searched ? "; %d more sampled".formatted(schedules - searched) : "";
      return new Claim(
          Kind.EXHAUSTED,
          "exhausted (%s, %s%s)".formatted(mode, count(searched), sampled),
          List.of());
    }
    return new Claim(
        Kind.INCONCLUSIVE,
        (finished ? "inconclusive after %s" : "sampled %s").formatted(count(schedules)),
        reasons);
  }

  /// The search failed.
  static Claim failed(String reason) {
    return new Claim(Kind.FAILED, "failed", List.of(reason));
  }

  private static String count(int schedules) {
    return schedules == 1 ? "1 schedule" : schedules + " schedules";
  }

  public Kind kind() {
    return kind;
  }

  /// One phrase.
  public String text() {
    return text;
  }

  /// Why the claim is weaker than "exhausted"; each with what to do, when something can be done.
  public List<String> reasons() {
    return reasons;
  }

  @Override
  public String toString() {
    return reasons.isEmpty() ? text : text + ": " + String.join("; ", reasons);
  }
}
