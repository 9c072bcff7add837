package dev.crosstalk.rules.state;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.Hazard;
import dev.crosstalk.python.effects.Hazard.Shape;
import dev.crosstalk.python.effects.SharedPlace.Owner;
import dev.crosstalk.rules.race.RaceFinding;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import java.util.List;

/// CT106: headers, cookies or credentials of a shared client changed for one request.
public final class SharedClientMutated {
  private static final RuleId ID = new RuleId("CT106", "shared-client-mutated");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.CRITICAL,
          "A client that all requests share sends one caller's headers or credentials for another.",
          true,
          SharedClientMutated::check);

  private SharedClientMutated() {}

  private static List<Match> check(Program program) {
    return RaceFinding.byChange(ID, Leaks.in(program, Owner.CLIENT), SharedClientMutated::words);
  }

  private static RaceFinding.Words words(Hazard hazard) {
    String place = hazard.place().display();
    String value = Leaks.valueOf(hazard);
    String message =
        switch (hazard.shape()) {
          case STALE_READ ->
              "`%s` gets %s %s, and all requests share the client; the call on line %s goes out with whatever was set last"
                  .formatted(place, value, Leaks.across(hazard), hazard.second().site().line());
          case FOREIGN_READ ->
              "`%s` keeps %s, set by %s; %s sends it for whoever asks"
                  .formatted(place, value, hazard.writer(), hazard.origins().getFirst());
          default ->
              "`%s` keeps %s after the request; the next call through the client that sets nothing sends it"
                  .formatted(place, value);
        };
    return new RaceFinding.Words(
        hazard.shape() == Shape.LEFT_BEHIND ? Severity.MEDIUM : Severity.CRITICAL,
        message,
        "Pass headers, cookies and auth to the call itself (`client.get(url, headers=…)`): they"
            + " hold for this call only.");
  }
}
