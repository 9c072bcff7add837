package dev.crosstalk.rules.policy;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.AmbientRead;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import dev.crosstalk.rules.way.WayFinding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// CT902: helpers take something of the request out of the air instead of a parameter.
public final class AmbientRequestContext {
  private static final RuleId ID = new RuleId("CT902", "ambient-request-context");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.LOW,
          "A helper that reads a context variable instead of taking a parameter (opt-in policy).",
          false,
          AmbientRequestContext::check);

  private AmbientRequestContext() {}

  private static List<Match> check(Program program) {
    Map<String, List<AmbientRead>> byVariable = new LinkedHashMap<>();
    for (AmbientRead read : program.ambientReads()) {
      // the handler itself and a dependency may ask: what they get is handed on by name
      if (!read.injected() && read.calls().size() > 1) {
        byVariable.computeIfAbsent(read.definition().key(), _ -> new ArrayList<>()).add(read);
      }
    }
    return byVariable.values().stream().map(AmbientRequestContext::match).toList();
  }

  private static Match match(List<AmbientRead> reads) {
    AmbientRead first = reads.getFirst();
    List<Evidence.Hop> hops =
        reads.stream().map(read -> WayFinding.hop(read.site(), read.site().symbol())).toList();
    int others = reads.size() - 1;
    return WayFinding.match(
        ID,
        "ambient\n" + first.definition().key(),
        first.variable(),
        first.site(),
        hops,
        reads.stream().map(AmbientRead::origin).distinct().sorted().toList(),
        Optional.of(
            new Evidence.SharedLocation(
                first.variable(), "context variable", Optional.of(first.definition().place()))),
        new WayFinding.Words(
            Severity.LOW,
            Confidence.HIGH,
            "`%s` reaches `%s` beside its parameters%s"
                .formatted(
                    first.variable(),
                    first.site().symbol(),
                    others == 0
                        ? ""
                        : "; %s other %s it, too"
                            .formatted(others, others == 1 ? "place reads" : "places read")),
            "Pass the value as a parameter, from a handler that has it by Depends()."));
  }
}
