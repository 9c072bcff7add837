package dev.crosstalk.rules.llm;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Evidence.Hop;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.Activity;
import dev.crosstalk.python.effects.Conversation;
import dev.crosstalk.python.effects.Site;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.way.WayFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the rules about shared conversations have in common.
final class ConversationFinding {
  private ConversationFinding() {}

  static List<Match> of(
      Program program, RuleId rule, boolean instructions, String saying, String help) {
    Activity activity = program.activity();
    List<Match> matches = new ArrayList<>();
    for (Conversation each : activity.conversations()) {
      Optional<Activity.Way> way = activity.way(each.point());
      if (each.instructions() == instructions && way.isPresent()) {
        String message = "`" + each.place().display() + "` " + saying;
        matches.add(match(rule, each, way.get(), activity, message, help));
      }
    }
    return matches;
  }

  private static Match match(
      RuleId rule,
      Conversation conversation,
      Activity.Way way,
      Activity activity,
      String message,
      String help) {
    String name = conversation.place().display();
    Site sent = conversation.sent();
    List<Hop> hops = new ArrayList<>(WayFinding.hops(way, sent));
    if (!conversation.said().key().equals(sent.key())) {
      hops.add(hops.size() - 1, WayFinding.hop(conversation.said(), conversation.said().symbol()));
    }
    return WayFinding.match(
        rule,
        conversation.place().rootCause() + "\nconversation",
        name,
        sent,
        hops,
        activity.origins(conversation.point()),
        Optional.of(
            new Evidence.SharedLocation(
                name,
                conversation.place().kind(),
                conversation.place().definition().map(Site::place))),
        new WayFinding.Words(Severity.CRITICAL, Confidence.HIGH, message, help));
  }
}
