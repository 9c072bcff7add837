package dev.crosstalk.oracles;

import dev.crosstalk.history.History;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.RuleInfo;
import dev.crosstalk.model.Severity;
import java.util.List;

/// All oracles, by precedence: the first that speaks names the root cause.
public final class OracleCatalog {
  private static final List<Oracle> ORACLES =
      List.of(
          new Deadlock(),
          new ForeignData(),
          new LostUpdate(),
          new TornUpdate(),
          new ErrorOnlyUnderConcurrency(),
          new NotSerialisable(),
          new ContextLost());

  private static final List<RuleInfo> INFOS =
      List.of(
          info(ForeignData.RULE, Severity.CRITICAL, "A response holds data of another request."),
          info(NotSerialisable.RULE, Severity.HIGH, "Answers that no serial order gives."),
          info(LostUpdate.RULE, Severity.HIGH, "An update overwrites another one unread."),
          info(TornUpdate.RULE, Severity.HIGH, "Half of one update stands beside half of another."),
          info(Deadlock.RULE, Severity.HIGH, "Requests wait for each other for ever."),
          info(
              ErrorOnlyUnderConcurrency.RULE,
              Severity.MEDIUM,
              "A request fails only when another runs at the same time."),
          info(
              ContextLost.RULE,
              Severity.MEDIUM,
              "A context variable that a request set has no value where it is read."),
          info(
              LeftBehind.RULE,
              Severity.HIGH,
              "A request whose client left keeps others out, or stays half done."));

  private OracleCatalog() {}

  private static RuleInfo info(RuleId rule, Severity severity, String summary) {
    return new RuleInfo(rule, severity, summary, "");
  }

  /// What reporters tell about the faults, by code.
  public static List<RuleInfo> infos() {
    return INFOS;
  }

  /// What a history shows, root cause first.
  public static List<Finding> judge(History history) {
    if (history.leaver().isPresent()) {
      return new LeftBehind().judge(history).stream().toList();
    }
    return ORACLES.stream().flatMap(oracle -> oracle.judge(history).stream()).toList();
  }
}
