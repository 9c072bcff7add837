package dev.crosstalk.rules.rule;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;

/// A rule is a value.
///
/// @param severity of a finding unless the check says otherwise
/// @param summary one sentence: what it finds
/// @param onByDefault false for opt-in policies
public record Rule(RuleId id, Severity severity, String summary, boolean onByDefault, Check check) {

  /// The rule's page in Markdown.
  public String page() {
    return RulePages.text(id);
  }
}
