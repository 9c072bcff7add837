package dev.crosstalk.report.html;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.Severity;
import dev.crosstalk.model.Summary;
import dev.crosstalk.report.text.Figures;

/// What was found, how much was understood, what was not judged.
final class Overview {
  private final Report report;
  private final Markup page;

  Overview(Report report, Markup page) {
    this.report = report;
    this.page = page;
  }

  void masthead() {
    page.raw("<span class=\"root\">").text(report.root()).raw("</span> ");
    page.raw("<span class=\"version\">").text(report.command() + " " + report.version());
    page.raw("</span>");
  }

  void write() {
    int found = report.findings().size();
    page.raw("<h1 id=\"overview-title\">").raw(found == 0 ? "No" : Figures.grouped(found));
    page.raw(found == 1 ? " finding" : " findings").raw("</h1>\n<p class=\"quiet\">");
    page.raw("Crosstalk looks for places where one request hears another.</p>\n");
    if (found > 0) {
      severities();
    }
    figures();
    gaps();
  }

  private void severities() {
    page.raw("<ul class=\"severities\" aria-label=\"Findings by severity\">");
    for (Severity severity : Severity.values()) {
      long number = count(severity);
      if (number > 0) {
        page.raw("<li class=\"sev sev-").raw(severity.label()).raw("\"><b>");
        page.raw(Figures.grouped(number)).raw("</b> ").raw(severity.label()).raw("</li>");
      }
    }
    page.raw("</ul>\n");
  }

  private long count(Severity severity) {
    return report.findings().stream().map(Finding::severity).filter(severity::equals).count();
  }

  private void figures() {
    Summary summary = report.summary();
    if (summary.files() == 0) {
      return;
    }
    page.raw("<dl class=\"figures\">");
    figure("files read", Figures.grouped(summary.files()));
    figure("lines", Figures.grouped(summary.lines()));
    figure("entry points", Figures.grouped(summary.entryPoints()));
    if (summary.callSites() > 0) {
      figure("of call sites resolved", Figures.percent(summary) + " %");
    }
    if (summary.filesNotParsed() > 0) {
      figure("not parsed in full", Figures.grouped(summary.filesNotParsed()));
    }
    if (summary.suppressed() > 0) {
      figure("suppressed", Figures.grouped(summary.suppressed()));
    }
    summary
        .leftOut()
        .forEach((reason, number) -> figure("left out by " + reason, Figures.grouped(number)));
    page.raw("</dl>\n");
  }

  private void figure(String name, String number) {
    page.raw("<div><dt>").raw(name).raw("</dt><dd>").raw(number).raw("</dd></div>");
  }

  private void gaps() {
    if (Figures.blind(report)) {
      page.raw("<p class=\"warning\" role=\"note\"><strong>No entry point was found.</strong> ");
      page.raw("This is not a clean bill: no request path could be judged. Pass the folder in ");
      page.raw("which the application and its routers are created.</p>\n");
    }
    if (report.gaps().isEmpty()) {
      return;
    }
    page.raw("<details class=\"gaps\"").raw(report.gaps().size() <= 5 ? " open" : "");
    page.raw("><summary><strong>").raw(Figures.grouped(report.gaps().size()));
    page.raw(report.gaps().size() == 1 ? " gap" : " gaps");
    page.raw("</strong>: not judged, so silence there proves nothing</summary>\n<ul>");
    for (Gap gap : report.gaps()) {
      page.raw("<li><span class=\"tag\">").raw(gap.kind().label()).raw("</span> ");
      if (gap.path().isPresent()) {
        page.raw("<code>").text(gap.path().get());
        gap.line().ifPresent(line -> page.raw(":").number(line));
        page.raw("</code> ");
      }
      gap.rule().ifPresent(rule -> page.text(rule.code()).raw(" "));
      page.prose(gap.message()).raw("</li>\n");
    }
    page.raw("</ul></details>\n");
  }
}
