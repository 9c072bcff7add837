package dev.crosstalk.rules.contract;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.RuleInfo;
import dev.crosstalk.model.Severity;
import dev.crosstalk.openapi.spec.Spec;
import dev.crosstalk.rules.rule.RulePages;
import java.util.List;

/// A rule over an OpenAPI document is a value too.
///
/// @param severity the worst that the check reports
/// @param summary one sentence: what it finds
public record ContractRule(RuleId id, Severity severity, String summary, Check check) {

  /// A pure function from a document to findings.
  @FunctionalInterface
  public interface Check {
    List<Finding> check(Spec spec);
  }

  /// The rule's page in Markdown.
  public String page() {
    return RulePages.text(id);
  }

  /// What reporters tell about the rule.
  public RuleInfo info() {
    return new RuleInfo(id, severity, summary, page());
  }
}
