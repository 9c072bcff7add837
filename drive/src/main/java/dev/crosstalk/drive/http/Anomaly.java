package dev.crosstalk.drive.http;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import java.util.List;

/// A raced run that no serial run explains.
///
/// @param words what went wrong, the end of a sentence
/// @param places keys of {@link Leaves} that show it, most telling first
/// @param run the raced run
/// @param nearest the serial run that comes closest
record Anomaly(
    RuleId rule,
    Severity severity,
    String words,
    List<String> places,
    RunRecord run,
    RunRecord nearest) {

  static final RuleId FOREIGN = new RuleId("CT001", "foreign-data-in-response");
  static final RuleId NOT_SERIALISABLE = new RuleId("CT002", "outcome-not-serialisable");
  static final RuleId LOST_UPDATE = new RuleId("CT003", "lost-update");
  static final RuleId TORN_UPDATE = new RuleId("CT004", "torn-update");
  static final RuleId ERROR = new RuleId("CT006", "error-only-under-concurrency");

  Anomaly {
    places = List.copyOf(places);
  }
}
