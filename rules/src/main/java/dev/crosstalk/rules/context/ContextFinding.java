package dev.crosstalk.rules.context;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.model.Verdict;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.Access;
import dev.crosstalk.python.effects.ContextFault;
import dev.crosstalk.python.effects.ContextTask;
import dev.crosstalk.python.effects.Site;
import dev.crosstalk.rules.rule.Fingerprint;
import dev.crosstalk.rules.rule.Match;
import java.util.List;
import java.util.Optional;

/// Turns faults of context variables into matches, with the tree that proves them.
final class ContextFinding {
  private ContextFinding() {}

  static List<ContextFault> of(Program program, ContextFault.Kind... kinds) {
    List<ContextFault.Kind> wanted = List.of(kinds);
    return program.contextFaults().stream().filter(fault -> wanted.contains(fault.kind())).toList();
  }

  static Site setSite(ContextFault fault) {
    return fault.set().map(Access::site).orElse(fault.use().site());
  }

  static Match match(
      RuleId rule, Severity severity, ContextFault fault, Site site, String message, String help) {
    Finding finding =
        new Finding(
            rule,
            severity,
            fault.confidence(),
            Verdict.SUSPECTED,
            message,
            firstLine(site),
            Fingerprint.of(
                rule.code(), site.module().path(), site.symbol(), fault.variable(), site.text()),
            new Evidence.ContextTree(
                fault.variable(), fault.tree().stream().map(task -> node(task, fault)).toList()),
            fault.origins(),
            help,
            List.of(),
            Optional.empty());
    return new Match("context:" + fault.key() + "\n" + fault.kind() + "\n" + site.key(), finding);
  }

  /// The rule's severity, or medium when something in between was not certain.
  static Severity lowered(Severity severity, ContextFault fault) {
    return fault.confidence() == Confidence.HIGH ? severity : Severity.MEDIUM;
  }

  private static Evidence.ContextNode node(ContextTask task, ContextFault fault) {
    return new Evidence.ContextNode(
        task.label(),
        task.acts().stream().map(act -> act(act, fault)).toList(),
        task.inner().stream().map(inner -> node(inner, fault)).toList());
  }

  private static Evidence.ContextAct act(ContextTask.Act act, ContextFault fault) {
    Site site = act.access().site();
    return new Evidence.ContextAct(
        act.time(),
        switch (act.kind()) {
          case SET -> Evidence.ContextActKind.SET;
          case GET -> Evidence.ContextActKind.GET;
          case RESET -> Evidence.ContextActKind.RESET;
        },
        new Evidence.Hop(site.symbol(), site.lineText(), site.module().path(), site.line()),
        act.remark(),
        act.access().equals(fault.use()));
  }

  private static Place.Source firstLine(Site site) {
    Place.Source whole = site.place();
    if (whole.line() == whole.endLine()) {
      return whole;
    }
    int width = site.module().source().lineText(whole.line()).length();
    return new Place.Source(
        whole.path(),
        whole.line(),
        whole.column(),
        whole.line(),
        Math.max(whole.column(), width + 1),
        whole.symbol());
  }
}
