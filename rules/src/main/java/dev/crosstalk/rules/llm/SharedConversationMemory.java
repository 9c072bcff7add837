package dev.crosstalk.rules.llm;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import java.util.List;

/// CT601: one chat history for all users.
public final class SharedConversationMemory {
  private static final RuleId ID = new RuleId("CT601", "shared-conversation-memory");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.CRITICAL,
          "One chat history for all users: the model is told what somebody else said.",
          true,
          SharedConversationMemory::check);

  private SharedConversationMemory() {}

  private static List<Match> check(Program program) {
    return ConversationFinding.of(
        program,
        ID,
        false,
        "is one conversation for all requests; what one user said goes to the model with the next"
            + " user's question",
        "Keep one history for each user or session, under a key that the server gives out, or let"
            + " the client send its own.");
  }
}
