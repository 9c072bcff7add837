package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.command.OneLine;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.SourceText;
import dev.crosstalk.python.effects.Sighting;
import dev.crosstalk.python.effects.Sighting.Kind;
import dev.crosstalk.rules.rule.Suppression;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The chain of facts about a line, as text.
final class Explanation {
  private static final int MOST = 12;

  private final LineFacts facts;
  private final ScanPlan plan;
  private final List<Gap> gaps;
  private final SourceText source;
  private final Map<String, List<String>> parts = new LinkedHashMap<>();

  private Explanation(LineFacts facts, ScanPlan plan, List<Gap> gaps, SourceText source) {
    this.facts = facts;
    this.plan = plan;
    this.gaps = gaps;
    this.source = source;
  }

  static Explanation of(LineFacts facts, ScanPlan plan, List<Gap> gaps, SourceText source) {
    Explanation told = new Explanation(facts, plan, gaps, source);
    told.tell();
    return told;
  }

  void print(Appendable out) throws IOException {
    out.append("%s:%d\n".formatted(OneLine.of(facts.path()), facts.line()));
    out.append("    %s\n".formatted(OneLine.of(source.lineText(facts.line()).strip())));
    for (Map.Entry<String, List<String>> part : parts.entrySet()) {
      out.append('\n').append(part.getKey()).append('\n');
      List<String> lines = part.getValue();
      for (String line : lines.subList(0, Math.min(lines.size(), MOST))) {
        out.append("  ").append(OneLine.of(line)).append('\n');
      }
      if (lines.size() > MOST) {
        out.append("  and %d more\n".formatted(lines.size() - MOST));
      }
    }
  }

  private void tell() {
    findings();
    Set<String> origins = facts.origins();
    parts.put(
        "reached by",
        origins.isEmpty() ? List.of("no entry point that is known") : List.copyOf(origins));
    List<Sighting> accesses = facts.accesses();
    List<String> places = new ArrayList<>();
    for (Sighting access : accesses) {
      places.add(
          "%s %s%s"
              .formatted(
                  access.kind() == Kind.READ ? "reads" : "writes", access.what(), held(access)));
      others(access, Kind.WRITE, "written", places);
      others(access, Kind.READ, "read", places);
    }
    if (!places.isEmpty()) {
      parts.put("shared places", places);
    }
    List<String> pauses = new ArrayList<>();
    for (Sighting pause : facts.pauses()) {
      pauses.add((pause.kind() == Kind.PAUSE ? "" : "maybe: ") + pause.what() + held(pause));
    }
    if (!pauses.isEmpty()) {
      parts.put("control is given away", pauses);
    }
    List<String> unresolved =
        facts.unresolved().stream()
            .map(call -> call.what() + ": what it does is not known, so it accuses nobody")
            .toList();
    if (!unresolved.isEmpty()) {
      parts.put("calls that lead nowhere", unresolved);
    }
    silence(origins, accesses);
  }

  private void findings() {
    List<String> reported = new ArrayList<>();
    List<String> unseen = new ArrayList<>();
    for (Finding finding : facts.about()) {
      boolean run = plan.rules().stream().anyMatch(rule -> rule.id().equals(finding.rule()));
      String text = text(finding);
      String reason =
          run
              ? plan.meshes().stream()
                  .filter(mesh -> !mesh.keeps().test(finding))
                  .findFirst()
                  .map(mesh -> "left out by " + mesh.reason())
                  .orElse("")
              : "the rule is not run; --extend-select " + finding.rule().code();
      if (reason.isEmpty()) {
        reported.add(text);
      } else {
        unseen.add(text + " (" + reason + ")");
      }
    }
    for (LineFacts.Silenced each : facts.silenced()) {
      Suppression comment = each.comment();
      unseen.add(
          "%s (silenced by line %d: %s)"
              .formatted(text(each.finding()), comment.line(), comment.text().strip()));
    }
    if (!reported.isEmpty()) {
      parts.put("reported", reported);
    }
    if (!unseen.isEmpty()) {
      parts.put("found, but not reported", unseen);
    }
  }

  private static String text(Finding finding) {
    return "%s %s [%s, %s confidence] at %s: %s"
        .formatted(
            finding.rule().code(),
            finding.rule().name(),
            finding.severity().label(),
            finding.confidence().label(),
            place(finding),
            finding.message());
  }

  private static String place(Finding finding) {
    return finding.place() instanceof Place.Source place
        ? place.path() + ":" + place.line()
        : finding.place().toString();
  }

  /// Where else the place is touched.
  private void others(Sighting access, Kind kind, String word, List<String> places) {
    List<Sighting> there =
        facts.accessesOf(access.what(), kind).stream()
            .filter(each -> !each.site().key().equals(access.site().key()))
            .toList();
    for (Sighting each : there.subList(0, Math.min(there.size(), 4))) {
      places.add(
          "  %s at %s:%d by %s%s"
              .formatted(
                  word,
                  each.site().module().path(),
                  each.site().line(),
                  each.origin(),
                  held(each)));
    }
  }

  private static String held(Sighting sighting) {
    return sighting.locks().isEmpty()
        ? ""
        : ", holding "
            + String.join(
                " and ",
                sighting.locks().stream()
                    .map(lock -> lock.substring(lock.lastIndexOf(':') + 1))
                    .toList());
  }

  /// Why nothing is reported, as far as the facts tell.
  private void silence(Set<String> origins, List<Sighting> accesses) {
    List<String> why = new ArrayList<>();
    gaps.stream()
        .filter(gap -> gap.path().filter(facts.path()::equals).isPresent())
        .forEach(gap -> why.add("gap: " + gap.message()));
    comment(why);
    if (facts.about().isEmpty() && facts.silenced().isEmpty()) {
      if (origins.isEmpty()) {
        why.add(
            "no request is known to come here, so no rule about requests looks at it; code that"
                + " runs at import, at start-up, in tests and in scripts is not reported");
      } else if (accesses.isEmpty()) {
        why.add("nothing on this line is shared between requests, as far as is known");
      } else {
        accesses.forEach(access -> silence(access, why));
      }
    }
    if (!why.isEmpty()) {
      parts.put("why it is silent", why.stream().distinct().toList());
    }
    parts.put("rules that looked", List.of(rules()));
  }

  private void silence(Sighting access, List<String> why) {
    List<Sighting> writes = facts.accessesOf(access.what(), Kind.WRITE);
    if (writes.isEmpty()) {
      why.add("%s is written on the path of no request".formatted(access.what()));
    } else if (writes.stream().noneMatch(write -> facts.pauses(write.origin()))) {
      why.add(
          "whoever writes %s never gives control away, so nobody comes between"
              .formatted(access.what()));
    } else if (writes.stream().noneMatch(write -> write.locks().isEmpty())) {
      why.add("every write of %s holds a lock".formatted(access.what()));
    } else {
      why.add(
          "the accesses of %s have none of the shapes that rules look for: no value that somebody"
                  .formatted(access.what())
              + " wrote is read or acted on behind a point where others run");
    }
  }

  /// Comments of this line, or alone on the one before it, that silence nothing of it.
  private void comment(List<String> why) {
    for (int line = Math.max(1, facts.line() - 1); line <= facts.line(); line++) {
      if (line < facts.line() && !source.lineText(line).stripLeading().startsWith("#")) {
        continue;
      }
      for (Suppression comment : facts.idleComments(line)) {
        why.add(
            "the comment on line %d silences nothing (%s): %s"
                .formatted(line, comment.state().label(), comment.text().strip()));
      }
    }
  }

  private String rules() {
    List<RuleId> run = plan.rules().stream().map(rule -> rule.id()).toList();
    return "%d of %d rules are run: %s"
        .formatted(
            run.size(),
            plan.catalog().size(),
            String.join(", ", run.stream().map(RuleId::code).toList()));
  }
}
