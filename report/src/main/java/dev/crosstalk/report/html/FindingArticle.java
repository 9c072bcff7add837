package dev.crosstalk.report.html;

import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Evidence.SharedLocation;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.RuleInfo;
import dev.crosstalk.report.timeline.Timeline;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One finding: what, the picture, the source, what to do.
final class FindingArticle {
  private static final int MOST_ORIGINS = 30;

  private final Finding finding;
  private final String id;
  private final int number;
  private final Excerpts excerpts;
  private final Markup page;

  FindingArticle(Finding finding, int number, Excerpts excerpts, Markup page) {
    this.finding = finding;
    this.number = number;
    this.id = "f" + number;
    this.excerpts = excerpts;
    this.page = page;
  }

  void write(Optional<RuleInfo> rule) {
    page.raw("<article class=\"finding\" id=\"").raw(id).raw("\" tabindex=\"-1\" data-severity=\"");
    page.raw(finding.severity().label()).raw("\" data-rule=\"").text(finding.rule().code());
    page.raw("\" aria-labelledby=\"").raw(id).raw("-title\">\n");
    head();
    switch (finding.evidence()) {
      case Evidence.Race race ->
          new TimelineHtml(Timeline.of(race.interleaving()), race.location(), id, excerpts, page)
              .write();
      case Evidence other -> new EvidenceHtml(page).write(other);
    }
    reasons(rule);
    excerpts.write();
    facts();
    page.raw("</article>\n");
  }

  private void head() {
    String severity = finding.severity().label();
    page.raw("<header>\n<p class=\"line\"><span class=\"sev sev-").raw(severity).raw("\">");
    page.raw(severity).raw("</span> <span class=\"verdict verdict-");
    String verdict = finding.verdict().name().toLowerCase(Locale.ROOT);
    page.raw(verdict).raw("\" title=\"").raw(meaning()).raw("\">").raw(verdict);
    page.raw("</span> <span class=\"quiet\">").raw(finding.confidence().label());
    page.raw(" confidence</span> <span class=\"counter\">").number(number).raw("</span></p>\n");
    page.raw("<h2 id=\"").raw(id).raw("-title\"><span class=\"code\">");
    page.text(finding.rule().code()).raw("</span> ");
    page.text(finding.rule().name().replace('-', ' ')).raw("</h2>\n");
    page.raw("<p class=\"place\"><code>").text(Navigation.place(finding.place())).raw("</code>");
    switch (finding.place()) {
      case Place.Source source when !source.symbol().isEmpty() ->
          page.raw(" in <code>").text(source.symbol()).raw("</code>");
      case Place.Operation operation ->
          page.raw(" at <code>").text(operation.specPointer()).raw("</code>");
      default -> {}
    }
    page.raw("</p>\n<p class=\"message\">").prose(finding.message()).raw("</p>\n</header>\n");
  }

  private String meaning() {
    return switch (finding.verdict()) {
      case CONFIRMED -> "an execution showed it";
      case SUSPECTED -> "the source says so; nothing was executed";
      case REFUTED -> "a bounded search was exhausted without it";
      case UNDECIDED -> "neither shown nor excluded";
    };
  }

  private void reasons(Optional<RuleInfo> rule) {
    page.raw("<div class=\"columns\">\n");
    if (finding.evidence() instanceof Evidence.Race race) {
      Timeline timeline = Timeline.of(race.interleaving());
      why(
          rule,
          timeline.crossings().stream().map(crossing -> crossing.sentence(timeline)).toList());
    } else {
      why(rule, List.of());
    }
    page.raw("<section><h3>What to do</h3>\n<p>").prose(finding.help());
    page.raw("</p>\n</section>\n</div>\n");
  }

  private void why(Optional<RuleInfo> rule, List<String> crossings) {
    if (rule.isEmpty() && crossings.isEmpty()) {
      return;
    }
    page.raw("<section><h3>Why this is a problem</h3>\n");
    for (String crossing : crossings) {
      page.raw("<p class=\"crossing\">").prose(crossing).raw("</p>\n");
    }
    rule.ifPresent(info -> page.raw("<p>").prose(info.summary()).raw("</p>\n"));
    if (rule.isPresent() && !rule.get().page().isBlank()) {
      page.raw("<p><a href=\"#rule-").text(finding.rule().code());
      page.raw("\">About ").text(finding.rule().code()).raw("</a></p>\n");
    }
    page.raw("</section>\n");
  }

  private void facts() {
    page.raw("<dl class=\"facts\">\n<dt>Reached by</dt><dd class=\"reached\">");
    if (finding.origins().isEmpty()) {
      page.raw("no known entry point");
    }
    int shown = Math.min(MOST_ORIGINS, finding.origins().size());
    for (String origin : finding.origins().subList(0, shown)) {
      page.raw("<code>").text(origin).raw("</code> ");
    }
    if (shown < finding.origins().size()) {
      page.raw("and ").number(finding.origins().size() - shown).raw(" more");
    }
    page.raw("</dd>\n");
    location()
        .ifPresent(location -> {
          page.raw("<dt>Shared location</dt><dd><code>").text(location.name());
          page.raw("</code>, ").text(location.kind());
          location
              .definition()
              .ifPresent(place -> {
                page.raw(", defined at <code>").text(place.path()).raw(":");
                page.number(place.line()).raw("</code>");
              });
          page.raw("</dd>\n");
        });
    for (String other : finding.confirms()) {
      page.raw("<dt>Confirms</dt><dd><code>").text(other).raw("</code></dd>\n");
    }
    finding
        .replay()
        .ifPresent(token ->
            page.raw("<dt>Replay</dt><dd><code>crosstalk replay ")
                .text(token)
                .raw("</code></dd>\n"));
    page.raw("<dt>Fingerprint</dt><dd><code>").text(finding.fingerprint());
    page.raw("</code></dd>\n</dl>\n");
  }

  private Optional<SharedLocation> location() {
    return switch (finding.evidence()) {
      case Evidence.Race race -> Optional.of(race.location());
      case Evidence.CallChain chain -> chain.location();
      default -> Optional.empty();
    };
  }
}
