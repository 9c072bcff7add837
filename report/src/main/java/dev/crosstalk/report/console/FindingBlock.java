package dev.crosstalk.report.console;

import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Evidence.SharedLocation;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.RuleInfo;
import dev.crosstalk.report.text.Columns;
import dev.crosstalk.report.text.Figures;
import dev.crosstalk.report.text.Ink.Style;
import dev.crosstalk.report.timeline.Crossing;
import dev.crosstalk.report.timeline.Timeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One finding in full.
public final class FindingBlock {
  private static final int MOST_ORIGINS = 12;

  private final Paper paper;

  public FindingBlock(Paper paper) {
    this.paper = paper;
  }

  /// Draws the finding.
  ///
  /// @param rule what is known about its rule
  public void draw(Finding finding, Optional<RuleInfo> rule) throws IOException {
    String severity = finding.severity().label().toUpperCase(Locale.ROOT);
    paper.heading(
        severity + " " + finding.rule().code() + " " + finding.rule().name(),
        Words.style(finding.severity()),
        finding.verdict().name().toLowerCase(Locale.ROOT));
    place(finding.place());
    paper.paragraph(2, paper.clean(finding.message()), Style.PLAIN);
    paper.end();
    new EvidenceText(paper).draw(finding.evidence());
    paper.end();
    explain(finding, rule);
    paper.end();
  }

  private void place(Place place) throws IOException {
    String where = paper.clean(Words.place(place));
    String detail = paper.clean(detail(place));
    if (Columns.width(where) + Columns.width(detail) < paper.width()) {
      paper.put(where, Style.BOLD).put(" ").put(detail, Style.DIM).end();
    } else {
      paper.paragraph(0, where, Style.BOLD);
      paper.paragraph(2, detail, Style.DIM);
    }
    paper.end();
  }

  private void explain(Finding finding, Optional<RuleInfo> rule) throws IOException {
    String label = "why";
    for (String reason : reasons(finding, rule)) {
      paper.labelled(label, paper.clean(reason));
      label = "";
    }
    if (!finding.help().isBlank()) {
      paper.labelled("help", paper.clean(finding.help()));
    }
    Optional<SharedLocation> location = location(finding.evidence());
    if (location.isPresent()) {
      paper.labelled("shared", paper.clean(describe(location.get())));
    }
    origins(finding.origins());
    if (!finding.confirms().isEmpty()) {
      paper.labelled("confirms", paper.clean(String.join(", ", finding.confirms())));
    }
    if (finding.replay().isPresent()) {
      paper.labelled("replay", paper.clean("crosstalk replay " + finding.replay().get()));
    }
    String code = finding.rule().code();
    paper.labelled(
        "id",
        paper.clean(finding.fingerprint())
            + paper.sign(" · ", ", ")
            + finding.confidence().label()
            + " confidence"
            + paper.sign(" · ", ", ")
            + "more: crosstalk rule "
            + code);
  }

  private static List<String> reasons(Finding finding, Optional<RuleInfo> rule) {
    List<String> reasons = new ArrayList<>();
    if (finding.evidence() instanceof Evidence.Race race) {
      Timeline timeline = Timeline.of(race.interleaving());
      for (Crossing crossing : timeline.crossings()) {
        reasons.add(crossing.sentence(timeline));
      }
    }
    rule.map(RuleInfo::summary).filter(text -> !text.isBlank()).ifPresent(reasons::add);
    return reasons;
  }

  private void origins(List<String> origins) throws IOException {
    if (origins.isEmpty()) {
      paper.labelled("reached", "by no known entry point");
      return;
    }
    String label = "reached";
    for (String origin : origins.subList(0, Math.min(origins.size(), MOST_ORIGINS))) {
      paper.labelled(label, paper.clean(origin));
      label = "";
    }
    if (origins.size() > MOST_ORIGINS) {
      int more = origins.size() - MOST_ORIGINS;
      paper.labelled("", "and " + Figures.count(more, "more entry point"));
    }
  }

  private static Optional<SharedLocation> location(Evidence evidence) {
    return switch (evidence) {
      case Evidence.Race race -> Optional.of(race.location());
      case Evidence.CallChain chain -> chain.location();
      default -> Optional.empty();
    };
  }

  private static String describe(SharedLocation location) {
    String defined =
        location
            .definition()
            .map(place -> ", defined at " + place.path() + ":" + place.line())
            .orElse("");
    return location.name() + ", " + location.kind() + defined;
  }

  private static String detail(Place place) {
    return switch (place) {
      case Place.Source source -> source.symbol().isEmpty() ? "" : "in " + source.symbol();
      case Place.Operation operation -> "at " + operation.specPointer();
      case Place.Log _ -> "";
    };
  }
}
