package dev.crosstalk.rules.policy;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.model.Verdict;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.ModuleVariable;
import dev.crosstalk.rules.rule.Fingerprint;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import java.util.List;
import java.util.Optional;

/// CT901: a policy for teams that want no mutable state at module level at all.
public final class ModuleLevelMutable {
  private static final RuleId ID = new RuleId("CT901", "module-level-mutable");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.LOW,
          "A dict, list or set at module level that functions change (opt-in policy).",
          false,
          ModuleLevelMutable::check);

  private ModuleLevelMutable() {}

  private static List<Match> check(Program program) {
    return program.moduleVariables().stream()
        .filter(ModuleVariable::changedInFunctions)
        .map(ModuleLevelMutable::match)
        .toList();
  }

  private static Match match(ModuleVariable variable) {
    String path = variable.site().module().path();
    Evidence.SharedLocation location =
        new Evidence.SharedLocation(
            variable.name(), "module variable", Optional.of(variable.site().place()));
    Finding finding =
        new Finding(
            ID,
            Severity.LOW,
            Confidence.HIGH,
            Verdict.SUSPECTED,
            "`%s` is a %s at module level that functions may change"
                .formatted(variable.name(), variable.kind()),
            variable.site().place(),
            Fingerprint.of(ID.code(), path, variable.name()),
            new Evidence.CallChain(
                Optional.of(location),
                List.of(
                    new Evidence.Hop(
                        variable.site().symbol(),
                        variable.site().lineText(),
                        path,
                        variable.site().line()))),
            List.of(),
            "Give it an owner that is created for each request or at start-up, or keep it in the"
                + " database.",
            List.of(),
            Optional.empty());
    return new Match("variable:" + path + ":" + variable.name() + "\npolicy", finding);
  }
}
