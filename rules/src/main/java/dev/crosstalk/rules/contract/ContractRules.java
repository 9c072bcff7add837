package dev.crosstalk.rules.contract;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Gap;
import dev.crosstalk.openapi.spec.Spec;
import dev.crosstalk.rules.rule.Judge.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The rules over OpenAPI documents, sorted by code. To add one, add its line here.
public final class ContractRules {
  private static final List<ContractRule> ALL =
      List.of(
          UnguardedStateChange.RULE,
          MissingIdempotencyKey.RULE,
          OneTimeTokenOperation.RULE,
          UnboundedQuantity.RULE,
          TenantTakenFromClient.RULE);

  private ContractRules() {}

  /// Every rule.
  public static List<ContractRule> all() {
    return ALL;
  }

  /// Judges a document. A rule that fails becomes a gap; the others still judge.
  public static Judgement judge(Spec spec, List<ContractRule> rules) {
    List<Finding> findings = new ArrayList<>();
    List<Gap> gaps = new ArrayList<>();
    for (ContractRule rule : rules) {
      try {
        findings.addAll(rule.check().check(spec));
      } catch (RuntimeException failure) {
        gaps.add(
            new Gap(
                Gap.Kind.FAILURE,
                Optional.empty(),
                OptionalInt.empty(),
                Optional.of(rule.id()),
                "rule %s failed (%s); the other rules were run"
                    .formatted(rule.id().code(), failure)));
      }
    }
    return new Judgement(findings, gaps);
  }
}
