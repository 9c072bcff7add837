package dev.crosstalk.rules.state;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.SharedPlace.Owner;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import java.util.List;

/// CT103: a container in a class body, changed through objects that each request makes for itself.
public final class MutableClassAttributeShared {
  private static final RuleId ID = new RuleId("CT103", "mutable-class-attribute-shared");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.HIGH,
          "A container in a class body is one for all objects; requests fill it through their own.",
          true,
          MutableClassAttributeShared::check);

  private MutableClassAttributeShared() {}

  private static List<Match> check(Program program) {
    return LookAlikes.find(
        ID,
        program,
        Owner.CLASS_BODY,
        "stands in the class body and is one for all objects",
        "Make it in `__init__` (`self.items = []`), or as a field with `default_factory`; say"
            + " ClassVar where sharing is meant.");
  }
}
