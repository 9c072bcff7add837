package dev.crosstalk.rules.policy;

import dev.crosstalk.rules.rule.Rule;
import dev.crosstalk.rules.rule.UnusedComment;
import java.util.List;

/// CT904: a comment that silences nothing.
public final class UnusedSuppression {

  /// The rule. Its findings come from the suppressions, which know what the other rules found.
  public static final Rule RULE =
      new Rule(
          UnusedComment.ID,
          UnusedComment.SEVERITY,
          "A suppression, or one of its rules, that silences nothing.",
          true,
          _ -> List.of());

  private UnusedSuppression() {}
}
