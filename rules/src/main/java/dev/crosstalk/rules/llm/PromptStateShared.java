package dev.crosstalk.rules.llm;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import java.util.List;

/// CT603: instructions made for one request stay in a prompt that all requests share.
public final class PromptStateShared {
  private static final RuleId ID = new RuleId("CT603", "prompt-state-shared");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.CRITICAL,
          "Instructions made for one request stay in a prompt that all requests share.",
          true,
          PromptStateShared::check);

  private PromptStateShared() {}

  private static List<Match> check(Program program) {
    return ConversationFinding.of(
        program,
        ID,
        true,
        "is one prompt for all requests; instructions that were made for one of them steer the"
            + " answers to the others",
        "Build the messages anew for each request: `[*template, {\"role\": \"system\", ...}]`.");
  }
}
