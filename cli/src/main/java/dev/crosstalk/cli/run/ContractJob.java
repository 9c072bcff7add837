package dev.crosstalk.cli.run;

import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.Summary;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.link.RaceRisk;
import dev.crosstalk.openapi.sample.SampleData;
import dev.crosstalk.openapi.scenario.Planner;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import dev.crosstalk.openapi.spec.Spec;
import dev.crosstalk.rules.contract.ContractRule;
import dev.crosstalk.rules.contract.ContractRules;
import dev.crosstalk.rules.rule.Judge.Judgement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.function.Supplier;

/// An OpenAPI document in, report out: rules, the ranking of operations and the planned scenarios.
public final class ContractJob {
  private static final int MOST_SCENARIOS = 100;

  /// Plans are shown, not sent, so the sample data may be the same each time.
  private static final long SEED = 1;

  /// @param document as {@link dev.crosstalk.openapi.document.Documents} parses it
  /// @param shown its name for people
  /// @param rules to judge by
  /// @param ranked how many operations the ranking tells of
  public record Request(
      String version, Object document, String shown, List<ContractRule> rules, int ranked) {}

  /// @param broken true when a part of the document could not be used
  /// @param scenarios riskiest first, made when they are asked for
  public record Outcome(
      ScanJob.Outcome report, boolean broken, Supplier<List<ScenarioPlan>> scenarios) {}

  private ContractJob() {}

  /// Judges a document.
  ///
  /// @throws DocumentException with one line when it is no OpenAPI document that can be read
  public static Outcome run(Request request) throws DocumentException {
    Spec spec = Spec.of(request.document());
    Judgement judgement = ContractRules.judge(spec, request.rules());
    List<Gap> gaps = new ArrayList<>(judgement.gaps());
    spec.troubles().forEach(line -> gaps.add(gap(Gap.Kind.UNREADABLE, request.shown(), line)));
    spec.notFollowed().forEach(line -> gaps.add(gap(Gap.Kind.LIMIT, request.shown(), line)));
    Planner planner = new Planner(spec, List.of(), new SampleData(SEED));
    Report report =
        new Report(
            "contract",
            request.version(),
            request.shown(),
            judgement.findings(),
            gaps,
            new Summary(0, 0, spec.operations().size(), 0, 0, 0, 0),
            List.of(
                ranking(planner.ranking(), request.ranked()),
                planned(planner.outlines(MOST_SCENARIOS), request.ranked())));
    return new Outcome(
        new ScanJob.Outcome(report, _ -> Optional.empty()),
        !spec.troubles().isEmpty(),
        () -> planner.plans(MOST_SCENARIOS));
  }

  private static Gap gap(Gap.Kind kind, String document, String line) {
    return new Gap(kind, Optional.of(document), OptionalInt.empty(), Optional.empty(), line);
  }

  private static Report.Section ranking(List<RaceRisk> ranking, int limit) {
    List<RaceRisk> risks = ranking.stream().filter(risk -> risk.score() > 0).toList();
    List<SequencedMap<String, Object>> rows = new ArrayList<>();
    for (RaceRisk risk : risks.stream().limit(limit).toList()) {
      SequencedMap<String, Object> row = new LinkedHashMap<>();
      row.put("operation", risk.operation().label());
      row.put("risk", risk.score());
      row.put("reasons", risk.reasons());
      row.put("specPointer", risk.operation().pointer());
      rows.add(row);
    }
    return new Report.Section("ranking", title("Operations by race risk", rows, risks), rows);
  }

  private static Report.Section planned(List<Planner.Outline> scenarios, int limit) {
    List<SequencedMap<String, Object>> rows = new ArrayList<>();
    for (Planner.Outline plan : scenarios.stream().limit(limit).toList()) {
      SequencedMap<String, Object> row = new LinkedHashMap<>();
      row.put("scenario", plan.name());
      row.put("risk", plan.score());
      row.put("reason", plan.reason());
      row.put("operations", plan.operations());
      rows.add(row);
    }
    return new Report.Section("scenarios", title("Scenarios to race", rows, scenarios), rows);
  }

  private static String title(String title, List<?> shown, List<?> all) {
    return shown.size() == all.size()
        ? "%s (%s)".formatted(title, all.size())
        : "%s (%s of %s)".formatted(title, shown.size(), all.size());
  }
}
